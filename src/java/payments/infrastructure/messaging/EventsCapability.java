package payments.infrastructure.messaging;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import payments.contract.FunctionContract;
import payments.contract.FunctionMetric;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionAnswers;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.EventSettings;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.data.EffectLogRights;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.data.PaymentsTable;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.ledger.LedgerCapability;
import payments.infrastructure.ledger.LedgerMigration;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.RegionQuestion;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;

/** The topic of payment events, and the relay that brings them there from the outbox. */
public final class EventsCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().events() != null;
    }

    @Override
    public List<ResourceName> scheduledFunctions() {
        return List.of(ResourceName.OUTBOX_RELAY);
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        List<Statement> own = new ArrayList<>(publish(context));
        own.addAll(EffectLogRights.read(context));
        own.add(PaymentRights.findEvents(context));
        own.addAll(PaymentRights.readStream(context));
        own.add(WorkerHost.keepFailures(context));
        return List.of(RoleSpec.worker(context, ResourceName.OUTBOX_RELAY, own));
    }

    /** Publishes events: posts each to the ledger where there is one, and marks it as published. */
    public static List<Statement> publish(RoleContext context) {
        List<Statement> statements = new ArrayList<>(List.of(
                PaymentRights.markEvents(context),
                Statement.allow("PublishEvents", "sns:Publish").on(context.topics(ResourceName.PAYMENT_EVENTS))));
        statements.addAll(EffectLogRights.markSent(context));
        statements.addAll(LedgerCapability.post(context));
        return statements;
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        variables.put(FunctionVariable.SNS_TOPIC_ARN, () -> region.get(EventTopic.class)
                .arn());
    }

    @Override
    public void answer(RegionAnswers answers, Region region) {
        Placement names = answers.namesOf(region);
        answers.add(
                RegionQuestion.STREAMS,
                names,
                Metric.ofFunction(names.name(ResourceName.OUTBOX_RELAY), "IteratorAge", "Maximum"),
                "%s relay".formatted(region.code()));
        answers.add(
                RegionQuestion.OUTBOX_AGE, names, ServiceAlarms.metric(names, FunctionMetric.OUTBOX_AGE, "Maximum"));
        answers.add(
                RegionQuestion.OUTBOX_DEPTH,
                names,
                ServiceAlarms.metric(names, FunctionMetric.OUTBOX_DEPTH, "Maximum"));
    }

    @Override
    public void build(RegionContext region) {
        EventSettings settings = Objects.requireNonNull(region.settings().events(), "settings of events");
        EventTopic topic = region.add(
                EventTopic.class,
                new EventTopic(
                        region.stack(),
                        "payment-events",
                        region.placement(),
                        region.get(MessageHost.class),
                        settings.subscriptions(),
                        region.alertsByEvents() ? region.settings().subscriptions() : null));
        List<ITerraformDependable> migration = region.find(LedgerMigration.class).stream()
                .map(LedgerMigration::done)
                .toList();
        OutboxRelay relay = new OutboxRelay(
                region.stack(),
                "outbox-relay",
                region.placement(),
                region.get(WorkerHost.class),
                new OutboxRelay.Source(settings, region.get(PaymentsTable.class).streamArn()),
                region.variables(FunctionContract.OUTBOX_RELAY),
                migration);
        region.addRequestLog("outbox-relay", relay.function().logGroup());
        region.output("sns_topic_arn", topic.arn());
    }
}
