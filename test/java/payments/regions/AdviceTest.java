package payments.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.domain.Currencies;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Progress;
import payments.service.effects.LoggedEffect;
import payments.service.outbox.PaymentEvent;
import payments.service.store.AuditRecord;
import payments.service.store.Effect;

/** The decision table of {@code payments where}, line by line. */
@Requirement("A18")
class AdviceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));
    private static final PaymentId ID = new PaymentId("p-1");
    private static final Money MONEY = new Money(100, Currencies.of("EUR"));
    private static final String HERE = "eu-west-1";
    private static final String THERE = "eu-central-1";

    private static Payment payment(long version, Instant at) {
        return Payment.pending(
                        ID,
                        new Origin("caller", "", HERE),
                        MONEY,
                        PaymentDetails.NONE,
                        Fingerprint.of(Optional.of(ID), MONEY, PaymentDetails.NONE),
                        false,
                        at)
                .with(new Progress(version == 1 ? PaymentStatus.PENDING : PaymentStatus.AUTHORISED, 0, 0, version, at));
    }

    /** The effects 1 to a version; the last of them at a time, with a number of them published. */
    private static Optional<List<LoggedEffect>> log(int version, Instant at, int published) {
        List<LoggedEffect> effects = new ArrayList<>();
        for (int step = 1; step <= version; step++) {
            Payment payment = payment(step, step == version ? at : LONG_AGO);
            effects.add(new LoggedEffect(
                    new Effect(
                            payment,
                            Optional.empty(),
                            AuditRecord.of(payment, "create", "caller", "r"),
                            PaymentEvent.of(PaymentEvent.Type.CREATED, payment, MONEY, HERE, "r"),
                            Optional.empty()),
                    step <= published ? Optional.of(at) : Optional.empty()));
        }
        return Optional.of(effects);
    }

    private static Copy copy(String region, long version, Instant at) {
        return new Copy(
                region,
                true,
                version == 0 ? Optional.empty() : Optional.of(payment(version, at)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Copy copy(String region, Event event) {
        return new Copy(
                region,
                true,
                Optional.of(payment(1, LONG_AGO)),
                List.of(),
                List.of(event),
                List.of(),
                List.of(),
                List.of());
    }

    private static Copy copy(String region, List<Execution> executions, List<QueueDepth> queues, long version) {
        return new Copy(
                region,
                true,
                version == 0 ? Optional.empty() : Optional.of(payment(version, LONG_AGO)),
                List.of(),
                List.of(),
                executions,
                queues,
                List.of());
    }

    private static Copy silent(String region) {
        return new Copy(
                region,
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("payments in %s: no route".formatted(region)));
    }

    private static List<String> withLog(Optional<List<LoggedEffect>> log, Copy... copies) {
        return Advice.of(new Story(ID, NOW, true, log, List.of(HERE), List.of(copies)));
    }

    private static List<String> withoutLog(Copy... copies) {
        return Advice.of(new Story(ID, NOW, false, Optional.empty(), List.of(HERE), List.of(copies)));
    }

    @Test
    void nothingIsToBeDoneWhereAllIsWrittenAndPublished() {
        assertThat(withLog(log(2, LONG_AGO, 2), copy(HERE, 2, LONG_AGO), copy(THERE, 2, LONG_AGO)))
                .isEmpty();
        assertThat(withoutLog(copy(HERE, 2, LONG_AGO), copy(THERE, 0, NOW))).isEmpty();
    }

    @Test
    void whatIsUsuallyStillUnderWayIsNoFinding() {
        Instant justNow = NOW.minusSeconds(30);

        assertThat(withLog(log(2, justNow, 1), copy(HERE, 2, justNow), copy(THERE, 1, LONG_AGO)))
                .isEmpty();
        assertThat(withoutLog(copy(HERE, new Event(1, "payment.created", justNow, false))))
                .isEmpty();
    }

    @Test
    void aPaymentThatIsNowhereMayBeSentAgain() {
        assertThat(withLog(Optional.of(List.of()), copy(HERE, 0, NOW), silent(THERE)))
                .first()
                .asString()
                .contains("no such payment", "same key is safe");
        assertThat(withoutLog(copy(HERE, 0, NOW), copy(THERE, 0, NOW)))
                .singleElement()
                .asString()
                .contains("no such payment, in any region");
        assertThat(withoutLog(copy(HERE, List.of(), List.of(new QueueDepth("q", 1, 0)), 0)))
                .singleElement()
                .asString()
                .contains("may be one of the messages");
    }

    /** Without a log another region knows nothing of it, and would take the order a second time. */
    @Test
    void aPaymentThatARegionWithoutAnswerMayHaveMustNotBeSentElsewhere() {
        assertThat(withoutLog(copy(HERE, 0, NOW), silent(THERE)))
                .anySatisfy(line -> assertThat(line).contains("unknown", "must not repeat it in another region"));
        assertThat(withLog(Optional.empty(), silent(HERE), silent(THERE)))
                .anySatisfy(line -> assertThat(line).contains("unknown", "safe with a log"));
    }

    @Test
    void anEffectThatARegionLacksIsForItsProjector() {
        assertThat(withLog(log(2, LONG_AGO, 2), copy(HERE, 2, LONG_AGO), copy(THERE, 1, LONG_AGO)))
                .singleElement()
                .asString()
                .contains("eu-central-1 has version 1 of 2", "projector is behind");
    }

    @Test
    void aTableThatIsAheadOfTheLogIsReported() {
        assertThat(withLog(log(1, LONG_AGO, 1), copy(HERE, 2, LONG_AGO)))
                .singleElement()
                .asString()
                .contains("something else than the service wrote");
    }

    @Test
    void anEventThatIsNotPublishedIsForTheRelayOfTheOwner() {
        assertThat(withLog(log(2, LONG_AGO, 1), copy(HERE, 2, LONG_AGO), copy(THERE, 2, LONG_AGO)))
                .singleElement()
                .asString()
                .contains("Event 2 is not published", "relay of eu-west-1");
        assertThat(withoutLog(copy(HERE, new Event(1, "payment.created", LONG_AGO, false))))
                .singleElement()
                .asString()
                .contains("Event 1 is not published", "relay of eu-west-1");
    }

    @Test
    void whatTwoRegionsHaveWithoutALogHappenedTwice() {
        assertThat(withoutLog(copy(HERE, 1, LONG_AGO), copy(THERE, 1, LONG_AGO)))
                .singleElement()
                .asString()
                .contains("one order had two effects", "refund one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT", "ABORTED"})
    void aCaptureThatEndedUndecidedIsAskedForAgain(String status) {
        Execution failed = new Execution("capture-p-1", status);

        assertThat(withoutLog(copy(HERE, List.of(failed), List.of(), 2)))
                .singleElement()
                .asString()
                .contains("Ask for the capture again", status);
        assertThat(withoutLog(copy(HERE, List.of(failed, new Execution("recapture-2-p-1", "RUNNING")), List.of(), 2)))
                .as("while the next attempt runs")
                .isEmpty();
    }

    @Test
    void aLogThatGivesNoAnswerMakesTheTablesDoubtful() {
        assertThat(withLog(Optional.empty(), copy(HERE, 2, LONG_AGO)))
                .singleElement()
                .asString()
                .contains("may be behind it");
    }

    @Test
    void whereNoRegionHasThePaymentsThatIsSaid() {
        assertThat(Advice.of(new Story(ID, NOW, false, Optional.empty(), List.of(), List.of(copy(HERE, 1, LONG_AGO)))))
                .singleElement()
                .asString()
                .contains("No region has the payments");
    }
}
