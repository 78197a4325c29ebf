package payments.service.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.service.MovableClock;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.handler.RegionParts;
import payments.service.outbox.PaymentEvent;
import payments.service.outbox.Publications;
import payments.service.outbox.Publications.Turn;
import payments.service.resilience.Deadline;
import payments.service.store.LocalDynamoDb;

/** Whose turn it is to publish, by the real engine. */
class LoggedPublicationsTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String HERE = "eu-west-1";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final String log = DYNAMO_DB.log();
    private final RegionParts here =
            new RegionParts(HERE, DYNAMO_DB.client(), DYNAMO_DB.table(Optional.empty()), log, clock);
    private final EffectLog effects = here.parts().log().orElseThrow().effects();
    private final Publications publications =
            new LoggedPublications(effects, here.parts().log().orElseThrow().ownership(), HERE);
    private PaymentId id = new PaymentId("unset");

    @BeforeEach
    void aPaymentWithTwoEffects() {
        id = here.pay("a", deadline);
        here.step(id, Transition.AUTHORISE, deadline);
    }

    @Test
    @DisplayName("where the log names no owner, or another one, the relay waits")
    void theOwnerPublishes() {
        assertThat(turn(1)).isEqualTo(Turn.NOT_NOW);

        here.own(deadline);
        assertThat(turn(1)).isEqualTo(Turn.OURS);
    }

    @Test
    @DisplayName("an event waits until the log says that the one before it was published")
    void anEventWaitsForTheOneBeforeIt() {
        here.own(deadline);
        assertThat(turn(2)).isEqualTo(Turn.NOT_NOW);

        publications.published(event(1), clock.instant(), deadline);

        assertThat(turn(1)).isEqualTo(Turn.DONE);
        assertThat(turn(2)).isEqualTo(Turn.OURS);
    }

    @Test
    @DisplayName("that an event was published first is written once")
    void theFirstTimeStands() {
        publications.published(event(1), clock.instant(), deadline);
        publications.published(event(1), clock.instant().plusSeconds(5), deadline);

        assertThat(effects.find(id, 1, deadline).flatMap(LoggedEffect::sentAt)).contains(clock.instant());
    }

    @Test
    @DisplayName("an effect that the log does not have is a gap: neither it nor what is behind it is published")
    void aGapIsNotTakenForPublished() {
        here.own(deadline);
        DYNAMO_DB.client().deleteItem(delete -> delete.tableName(log).key(EffectItems.key(id, 1)));

        assertThat(turn(2)).isEqualTo(Turn.NOT_NOW);
        assertThat(publications.turn(before(), deadline)).isEqualTo(Turn.NOT_NOW);
    }

    @Test
    @DisplayName(
            "before the first owner is named, an event that the log does not have is of before the log, and is published")
    void whatWaitedBeforeThereWasALogIsPublished() {
        PaymentEvent before = before();
        DYNAMO_DB.client().deleteItem(delete -> delete.tableName(log).key(EffectItems.key(id, 1)));

        assertThat(publications.turn(before, deadline)).isEqualTo(Turn.OURS);
        publications.published(before, clock.instant(), deadline);
        assertThat(effects.find(id, 1, deadline))
                .as("nothing is written for it")
                .isEmpty();
    }

    private PaymentEvent before() {
        PaymentEvent second = event(2);
        return new PaymentEvent(
                "an-id",
                PaymentEvent.Type.CREATED,
                id,
                1,
                second.money(),
                second.status(),
                second.caller(),
                second.occurredAt(),
                HERE,
                "create");
    }

    private Turn turn(long version) {
        return publications.turn(event(version), deadline);
    }

    private PaymentEvent event(long version) {
        return effects.find(id, version, deadline).orElseThrow().effect().event();
    }
}
