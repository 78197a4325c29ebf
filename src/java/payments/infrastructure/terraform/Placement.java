package payments.infrastructure.terraform;

import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.naming.Arns;
import payments.infrastructure.naming.Names;
import payments.infrastructure.naming.ResourceName;

/**
 * Where a construct puts its resources: one account and one region. A construct never picks a region itself, and never
 * falls back to a default provider, because there is none.
 *
 * @param region the region's code
 * @param provider the aliased provider of that region
 * @param account the account, as the expression that gives it at plan time
 * @param names the environment's naming rule
 * @param tags the tags that the provider puts on all that it makes, for what AWS makes by a document, which no provider tags
 */
public record Placement(String region, AwsProvider provider, String account, Names names, Map<String, String> tags) {
    public Placement {
        tags = new TreeMap<>(tags);
    }

    /** The name of a resource here. */
    public String name(ResourceName resource) {
        return names.of(resource, region);
    }

    /** The same account and names for another region: for what is named there and not made. */
    public Placement namesOf(String other) {
        return new Placement(other, provider, account, names, tags);
    }

    /** The tag that shows a name in the AWS console; every other tag comes from the provider. */
    public Map<String, String> nameTag(String role) {
        return Map.of("Name", names.plain(role));
    }

    /** ARNs in this account. */
    public Arns arns() {
        return new Arns(account);
    }
}
