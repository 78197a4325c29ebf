package payments.infrastructure.stack;

import com.hashicorp.cdktf.TerraformRemoteState;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.capability.Standby;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.network.Neighbours;
import payments.infrastructure.terraform.StateBackend;
import software.constructs.Construct;

/**
 * One region of an environment: one account, one region, and every capability that the environment has there. The links to
 * the regions of lower priority are here too (design: they belong to the region that owns the data).
 */
public final class RegionStack extends PlatformStack {
    private final Region region;

    /**
     * Defines the stack.
     *
     * @param standbys the stacks of the regions of lower priority, which are deployed before this one
     */
    public RegionStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            Region region,
            FunctionCode code,
            List<RegionStack> standbys) {
        super(
                scope,
                StackNames.region(environment, region),
                deployment,
                environment,
                region.code(),
                providers -> providers.region(region.code()));
        this.region = region;
        RegionContext context = new RegionContext(
                new RegionContext.Site(this, in(region.code()), this::routing, environment, region),
                Capabilities.of(environment, region));
        RegionFoundation.of(context);
        context.add(FunctionCode.class, code);
        context.add(Neighbours.class, neighbours(deployment, environment));
        RegionLinks links = new RegionLinks(this, "links", standbys(standbys));
        context.capabilities().forEach(capability -> capability.build(context));
        context.capabilities().forEach(capability -> capability.link(context, links));
        RegionWatch.over(context);
        context.output("alert_topic_arn", context.alertsArn().value());
        context.output("current_region", region.code());
        context.output("current_workspace", getNode().getId());
        finish(environment);
    }

    /** The region that this stack is. */
    Region region() {
        return region;
    }

    /** What stands is for the deployment file to say: the first environment has nobody's state to read. */
    private Neighbours neighbours(Deployment deployment, Environment environment) {
        boolean present = environment.settings().network() != null
                && !deployment.neighboursOf(environment).isEmpty();
        List<TerraformRemoteState> states = new ArrayList<>();
        for (Environment other : deployment.neighboursOf(environment)) {
            if (present && deployment.backend().standingEnvironments().contains(other.name())) {
                other.regions()
                        .forEach(there -> states.add(StateBackend.ofAnother(
                                this,
                                "state-of-%s".formatted(StackNames.region(other, there)),
                                deployment.backend(),
                                other,
                                StackNames.region(other, there),
                                there.code())));
            }
        }
        return new Neighbours(environment.name(), present, states);
    }

    private List<Standby> standbys(List<RegionStack> stacks) {
        return stacks.stream()
                .map(standby -> new Standby(
                        standby.region(),
                        in(standby.region().code()),
                        standby.state()
                                .readBy(this, "state-of-" + standby.region().code())))
                .toList();
    }
}
