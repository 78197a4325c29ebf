package payments.infrastructure.compute;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.security.RegionKeys;

/**
 * What all functions of a region share.
 *
 * @param code their jars
 * @param keys the region's keys, of which they use those for functions and for logs
 * @param logs how long their logs are kept
 * @param location where they run; null for Lambda's own network, where a deployment has none
 */
public record FunctionHost(
        FunctionCode code,
        RegionKeys keys,
        LogSettings logs,
        @Nullable Location location) {
    /**
     * Where functions run.
     *
     * @param subnetIds private subnets
     * @param securityGroupId the functions' group
     */
    public record Location(List<String> subnetIds, String securityGroupId) {
        public Location {
            subnetIds = List.copyOf(subnetIds);
        }
    }
}
