package payments.service.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.service.MovableClock;
import payments.service.Waits;
import payments.service.resilience.Deadline;
import payments.service.store.CreationResult;
import payments.service.store.Creations;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentStore;
import payments.service.store.RegionFence;
import payments.service.store.RegionFence.Ownership;

class OwnedPaymentStoreTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String HERE = "eu-west-1";
    private static final String THERE = "eu-central-1";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final LogOwnership ownership = new LogOwnership(DYNAMO_DB.client(), DYNAMO_DB.log(), new Waits().backoff());
    private final PaymentStore payments = new DynamoDbPaymentStore(
            DYNAMO_DB.client(), DYNAMO_DB.table(Optional.empty()), HERE, Optional.empty(), new Waits().backoff());
    private final RegionFence owner = new RememberedOwnership(ownership, clock);
    private final OwnedPaymentStore store = OwnedPaymentStore.by(HERE, payments, owner);

    @Test
    @DisplayName("queues, files and workflows take no step before an owner is named, and then in every region")
    void nothingIsTakenBeforeThereIsAnOwner() {
        OwnedPaymentStore all = OwnedPaymentStore.byAnyRegion(payments, owner);
        assertThat(all.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);

        Ownership unused = ownership.move(new Ownership(Optional.empty(), 0), THERE, deadline);
        clock.move(Duration.ofSeconds(2));

        assertThat(all.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
    }

    @Test
    @DisplayName("callers are sent away until the region owns, and again a second after it was moved")
    void onlyTheOwnerAnswersCallers() {
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);

        Ownership here = ownership.move(new Ownership(Optional.empty(), 0), HERE, deadline);
        clock.move(Duration.ofSeconds(2));
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);

        Ownership unused = ownership.move(here, THERE, deadline);
        assertThat(store.create(Creations.of("b", 1), deadline))
                .as("an ownership is remembered for a second")
                .isInstanceOf(CreationResult.Stored.class);
        clock.move(Duration.ofSeconds(2));
        assertThat(store.create(Creations.of("c", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);
    }
}
