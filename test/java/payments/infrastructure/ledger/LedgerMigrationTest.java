package payments.infrastructure.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.EventSettings;
import payments.infrastructure.config.deployment.LedgerSettings;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.messaging.OutboxRelay;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link LedgerMigration} and {@link LedgerReconciliation}. */
class LedgerMigrationTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        WorkerHost host = Samples.workerHost(scope, placement);
        LedgerMigration migration = new LedgerMigration(
                scope,
                "database-migration",
                placement,
                host,
                Samples.variables(FunctionContract.MIGRATION),
                List.of(SecurityGroup.Builder.create(scope, "needed").build()));
        Map<FunctionVariable, String> variables = Samples.variables(FunctionContract.RECONCILIATION);
        new LedgerReconciliation(scope, "reconciliation", placement, host, new LedgerSettings(24), variables);
        new OutboxRelay(
                scope,
                "outbox-relay",
                placement,
                host,
                new OutboxRelay.Source(new EventSettings(new WorkerSettings(1024, 30, 5), 5, List.of()), "stream"),
                Samples.variables(FunctionContract.OUTBOX_RELAY),
                List.of(migration.done()));
    });
    private static final SynthesizedResource RUN = STACK.resource("aws_lambda_invocation");

    @Test
    void theSchemaIsMigratedWheneverTheCodeChanges() {
        SynthesizedResource function = STACK.resource("aws_lambda_function", "/database-migration/worker/function");

        function.has("handler", "payments.service.handler.database.DatabaseMigrationHandler::handleRequest")
                .has("environment.variables.DATABASE_USER", "database-user")
                .has("environment.variables.ENVIRONMENT_SUFFIX", "test");
        RUN.has("function_name", function.ref("function_name"))
                .hasNo("qualifier")
                .has("triggers", Json.of("{'code': '%s'}".formatted(function.ref("source_code_hash"))));
    }

    /** A snapshot takes minutes, and Lambda answers 409 until it is there; the provider does not wait for it. */
    @Test
    void theMigrationStartsWithoutASnapshotAndOtherFunctionsWithOne() {
        STACK.resource("aws_lambda_function", "/database-migration/worker/function")
                .hasNo("snap_start");
        STACK.resource("aws_lambda_function", "/reconciliation/worker/function")
                .has("snap_start", Json.of("{'apply_on': 'PublishedVersions'}"));
    }

    @Test
    void whatTheMigrationNeedsIsThereBeforeItRuns() {
        assertThat(RUN.dependsOn())
                .containsExactly(STACK.resource("aws_security_group", "/needed").address());
    }

    @Test
    void nothingIsPostedBeforeTheSchemaIsThere() {
        assertThat(STACK.resource("aws_lambda_event_source_mapping").dependsOn())
                .contains(RUN.address());
    }

    @Test
    void paymentsAndLedgerAreComparedEveryDayAndADifferenceRaisesAnAlarm() {
        STACK.resource("aws_cloudwatch_event_rule", "/reconciliation/schedule")
                .has("schedule_expression", "rate(24 hours)");
        STACK.resource("aws_cloudwatch_metric_alarm", "/reconciliation-differing")
                .has("namespace", "Payments")
                .has("metric_name", "ReconciliationDiffering")
                .has("dimensions", Json.of("{'Environment': 'test', 'Region': 'eu-west-1'}"))
                .has("threshold", 0);
    }
}
