package payments.infrastructure.stack;

import com.hashicorp.cdktf.TerraformRemoteState;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.NetworkSettings;
import payments.infrastructure.config.Region;
import payments.infrastructure.network.RegionPeering;
import payments.infrastructure.terraform.Placement;

/** A region of lower priority as its owner sees it: placement by rule, run-time ids from the state of its stack. */
final class StandbyRegion {
    private final Region region;
    private final Environment environment;
    private final Placement placement;
    private final TerraformRemoteState state;

    StandbyRegion(PlatformStack owner, Environment environment, RegionStack standby) {
        this.region = standby.region();
        this.environment = environment;
        this.placement = owner.in(region.code());
        this.state = standby.state().readBy(owner, "state-of-" + region.code());
    }

    String code() {
        return region.code();
    }

    Placement placement() {
        return placement;
    }

    String output(String name) {
        return state.getString(name);
    }

    /** Whether payments can be taken there. */
    boolean services() {
        return region.services();
    }

    RegionPeering.Side peeringSide() {
        NetworkSettings network =
                Objects.requireNonNull(environment.settings().network(), "regions with peers have networks");
        List<String> tables = IntStream.range(0, network.zones())
                .mapToObj(i -> state.getString("%s[%d]".formatted(RegionOutputs.PRIVATE_ROUTE_TABLE_IDS, i)))
                .toList();
        return new RegionPeering.Side(placement, output(RegionOutputs.VPC_ID), region.block(), tables);
    }
}
