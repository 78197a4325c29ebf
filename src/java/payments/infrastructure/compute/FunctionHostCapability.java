package payments.infrastructure.compute;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.contract.FunctionVariable;
import payments.contract.RegionRole;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.network.Network;
import payments.infrastructure.network.SecurityGroups;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** What all functions of a region share: their jars, their keys, and the network that they run in where there is one. */
public final class FunctionHostCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return true;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.FUNCTION);
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        // Not the name of the home region: that one may change without a deployment of the standby.
        RegionRole role = region.isHome() ? RegionRole.HOME : RegionRole.STANDBY;
        variables
                .put(FunctionVariable.REGION, region.placement().region())
                .put(FunctionVariable.REGION_ROLE, role.value())
                .put(
                        FunctionVariable.ENVIRONMENT_SUFFIX,
                        region.placement().names().suffix());
    }

    @Override
    public void build(RegionContext region) {
        region.add(
                FunctionHost.class,
                new FunctionHost(
                        region.get(FunctionCode.class),
                        region.get(RegionKeys.class),
                        region.settings().logs(),
                        location(region)));
    }

    private static FunctionHost.@Nullable Location location(RegionContext region) {
        return region.find(Network.class)
                .map(network -> new FunctionHost.Location(
                        network.privateSubnetIds(),
                        region.get(SecurityGroups.class).functionsId()))
                .orElse(null);
    }
}
