package payments.infrastructure.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import payments.contract.FunctionContract;
import payments.contract.FunctionMetric;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionAnswers;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.data.EffectLogRights;
import payments.infrastructure.data.EffectLogTable;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.RegionQuestion;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;

/** What brings each region's table up to the log of effects: the projector, and the stream of the region's copy that calls it. */
public final class EffectProjectorCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().effectLog() != null;
    }

    @Override
    public List<ResourceName> scheduledFunctions() {
        return List.of(ResourceName.EFFECT_PROJECTOR);
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        List<Statement> own = new ArrayList<>(PaymentRights.change(context));
        own.addAll(EffectLogRights.follow(context));
        own.add(WorkerHost.keepFailures(context));
        return List.of(RoleSpec.worker(context, ResourceName.EFFECT_PROJECTOR, own));
    }

    @Override
    public void build(RegionContext region) {
        EffectProjector projector = region.add(
                EffectProjector.class,
                new EffectProjector(
                        region.stack(),
                        "effect-projector",
                        region.placement(),
                        region.get(WorkerHost.class),
                        Objects.requireNonNull(region.settings().effectLog(), "settings of the log of effects"),
                        region.variables(FunctionContract.EFFECT_PROJECTOR)));
        region.addRequestLog("effect-projector", projector.function().logGroup());
        region.show(
                DashboardSection.EFFECTS,
                List.of(
                        ServiceAlarms.metric(region.placement(), FunctionMetric.OWNS_PAYMENTS, "Maximum"),
                        ServiceAlarms.metric(region.placement(), FunctionMetric.PROJECTOR_LAG, "Maximum")));
    }

    @Override
    public void answer(RegionAnswers answers, Region region) {
        Placement names = answers.namesOf(region);
        answers.add(RegionQuestion.OWNER, names, ServiceAlarms.metric(names, FunctionMetric.OWNS_PAYMENTS, "Maximum"));
        answers.add(
                RegionQuestion.PROJECTOR, names, ServiceAlarms.metric(names, FunctionMetric.PROJECTOR_LAG, "Maximum"));
        answers.add(
                RegionQuestion.STREAMS,
                names,
                Metric.ofFunction(names.name(ResourceName.EFFECT_PROJECTOR), "IteratorAge", "Maximum"),
                "%s projector".formatted(region.code()));
    }

    @Override
    public void link(RegionContext region, RegionLinks links) {
        if (!region.isHome()) {
            return;
        }
        EffectLogTable log = region.get(EffectLogTable.class);
        stream(
                links,
                region.placement(),
                log,
                new EffectStream.Target(
                        region.get(EffectProjector.class).function().alias().arn(),
                        new EffectStream.Failures(region.get(WorkerHost.class).failuresArn())));
        links.serving()
                .forEach(standby ->
                        stream(links, standby.placement(), log, EffectStream.Target.byRule(standby.placement())));
    }

    private static void stream(RegionLinks links, Placement placement, EffectLogTable log, EffectStream.Target target) {
        new EffectStream(links, "effect-stream-" + placement.region(), placement, log.copy(placement), target);
    }
}
