package payments.service.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.Waits;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.store.Creations;
import payments.service.store.Effect;
import payments.service.store.Handover;
import payments.service.store.LocalDynamoDb;
import payments.service.store.RegionFence.Move;
import payments.service.store.RegionFence.Ownership;

class LogOwnershipTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final Handover HERE =
            new Handover("eu-west-1", "anna", "first", Instant.parse("2026-01-01T12:00:00Z"));
    private static final Handover THERE =
            new Handover("eu-central-1", "ben", "drill", Instant.parse("2026-01-02T12:00:00Z"));

    private final String table = DYNAMO_DB.log();
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final LogOwnership ownership = new LogOwnership(DYNAMO_DB.client(), table, new Waits().backoff());

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    @Test
    void allMovesAreRemembered() {
        Ownership first = ownership.move(new Ownership(Optional.empty(), 0), HERE, deadline);
        Ownership unused = ownership.move(first, THERE, deadline);

        assertThat(ownership.moves(deadline)).containsExactly(new Move(2, THERE), new Move(1, HERE));
    }

    @Test
    void ofTwoWhoMoveAtOnceOneIsRefused() {
        Ownership first = ownership.move(new Ownership(Optional.empty(), 0), HERE, deadline);
        Ownership unused = ownership.move(first, THERE, deadline);

        assertThatThrownBy(() -> ownership.move(first, HERE, deadline))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("epoch 1");
        assertThat(ownership.ownership(deadline).region()).contains("eu-central-1");
    }

    /** A client chooses its ids, this one too. */
    @Threat("I1")
    @Test
    void aPaymentOfTheSameNameIsUntouched() {
        Effect effect = Effect.of(Creations.of("key", new PaymentId("owner"), 1));
        DynamoDbEffectLog log = new DynamoDbEffectLog(DYNAMO_DB.client(), table, new Waits().backoff());
        assertThat(log.append(effect, deadline)).isInstanceOf(AppendResult.Appended.class);

        Ownership first = ownership.move(new Ownership(Optional.empty(), 0), HERE, deadline);
        Ownership unused = ownership.move(first, THERE, deadline);

        assertThat(log.newest(new PaymentId("owner"), deadline).orElseThrow().effect())
                .isEqualTo(effect);
        assertThat(ownership.moves(deadline)).hasSize(2);
    }
}
