package payments.infrastructure.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.terraform.Placement;

/**
 * The addresses of an API in one region, without a slash at their end. A check asks each region by the region's own address, which
 * says how that region is, also while the common name leads elsewhere.
 *
 * @param own the region's own address, up to where the path of a route begins
 * @param common the address that callers use: the common name where there is one
 * @param path the path under which payments are made, without a slash before it
 */
record EntryAddresses(String own, String common, String path) {
    /**
     * The addresses of an API of API Gateway.
     *
     * @param domain the common name; null where callers use the name that AWS gives
     * @param invokeUrl the address of the stage by the name that AWS gives
     */
    static EntryAddresses of(Placement placement, ApiSettings settings, @Nullable String domain, String invokeUrl) {
        String path = settings.dialect().path();
        if (domain == null) {
            return new EntryAddresses(invokeUrl, invokeUrl, path);
        }
        return new EntryAddresses(
                settings.awsName() ? invokeUrl : "https://" + PublicEntry.ownName(placement.region(), domain),
                "https://" + domain,
                path);
    }

    /** The outputs that say so, by the names that the reference systems use. */
    List<EntryOutput> outputs() {
        return List.of(
                new EntryOutput("api_gateway_endpoint", own),
                new EntryOutput("api_invoke_url", own + "/" + path),
                new EntryOutput("api_endpoint", common),
                new EntryOutput("payment_endpoint", common));
    }
}
