package payments.service.handler.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.handler.FunctionCalls;
import payments.service.handler.RegionParts;
import payments.service.handler.queue.EffectProjectorHandler;
import payments.service.ledger.LedgerFixture;
import payments.service.ledger.LedgerReader;
import payments.service.reconciliation.Reconciliation;
import payments.service.reconciliation.ReconciliationReport;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbPaymentScan;
import payments.service.store.LocalDynamoDb;

/** The ledger of a region that shares a log of effects with another one. */
class RegionReconciliationTest {
    private static LocalDynamoDb dynamoDb;
    private static LedgerFixture ledger;

    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));

    @BeforeAll
    static void start() {
        dynamoDb = new LocalDynamoDb();
        ledger = new LedgerFixture();
    }

    @AfterAll
    static void stop() {
        ledger.close();
        dynamoDb.close();
    }

    @Test
    @Threat("E10")
    @DisplayName("payments that another region made are in this region's table and ledger, and are no difference")
    void paymentsOfAnotherRegionAreNoDifference() throws Exception {
        String log = dynamoDb.log();
        RegionParts there = region("eu-central-1", log);
        RegionParts here = region("eu-west-1", log);
        PaymentId id = there.pay("a", deadline);
        there.step(id, Transition.AUTHORISE, deadline);
        FunctionCalls.invoke(new EffectProjectorHandler(here.parts()), new ObjectMapper().createObjectNode());

        int published = here.parts().relay(ledger.ledger(), (event, time) -> {}).relay(id, 2, deadline);

        assertThat(published).as("published by a region that does not own").isZero();
        ReconciliationReport report = reconciliation(here).run(Optional.empty(), deadline);
        assertThat(report.payments()).isEqualTo(1);
        assertThat(report.ledgerPayments()).isEqualTo(1);
        assertThat(report.agrees()).as("%s", report).isTrue();
    }

    private static RegionParts region(String name, String log) {
        return new RegionParts(name, dynamoDb.client(), dynamoDb.table(Optional.empty()), log, Clock.systemUTC());
    }

    private static Reconciliation reconciliation(RegionParts region) {
        return new Reconciliation(
                new DynamoDbPaymentScan(
                        dynamoDb.client(), region.parts().settings().table(), new Backoff()),
                region.parts().local(),
                region.parts().outbox(),
                new LedgerReader(ledger.database()),
                Clock.systemUTC());
    }
}
