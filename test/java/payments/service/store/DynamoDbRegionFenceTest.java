package payments.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.Waits;
import payments.service.resilience.Deadline;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Two regions over one table, as a replicated table would show itself to them once it has caught up. */
class DynamoDbRegionFenceTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String HOME = "eu-west-1";
    private static final String OTHER = "eu-central-1";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final Waits waits = new Waits();
    private final Deadline deadline = waits.deadline(Duration.ofSeconds(10));
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final DynamoDbRegionFence fence = fence(line);
    private final DynamoDbPaymentStore home = store(HOME);
    private final DynamoDbPaymentStore other = store(OTHER);

    private DynamoDbRegionFence fence(DynamoDbClient client) {
        return new DynamoDbRegionFence(client, table, waits.backoff(), Optional.of(HOME));
    }

    private DynamoDbPaymentStore store(String region) {
        return new DynamoDbPaymentStore(line, table, region, Optional.of(fence), waits.backoff());
    }

    @Test
    @DisplayName("until the fence is moved only the home region writes")
    void untilTheFenceIsMovedOnlyTheHomeRegionWrites() {
        assertThat(fence.ownership(deadline)).isEqualTo(new Ownership(Optional.of(HOME), 0));
        assertThat(other.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
        assertThat(home.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
        assertThat(other.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);
    }

    @Test
    @DisplayName("after the move only the new owner writes, and a payment of before is replayed there")
    void afterTheMoveOnlyTheNewOwnerWrites() {
        // given
        home.create(Creations.of("before", 1), deadline);

        // when
        Ownership moved = fence.move(fence.ownership(deadline), OTHER, deadline);

        // then
        assertThat(moved).isEqualTo(new Ownership(Optional.of(OTHER), 1)).isEqualTo(fence.ownership(deadline));
        assertThat(home.create(Creations.of("late", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);
        assertThat(other.create(Creations.of("before", 1), deadline)).isInstanceOf(CreationResult.KeyTaken.class);
        assertThat(other.create(Creations.of("new", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
    }

    @Test
    @Threat("H07")
    @DisplayName("H07 a move that was decided on old knowledge is refused, so that writers do not flap")
    void aMoveDecidedOnOldKnowledgeIsRefused() {
        // given
        Ownership seen = fence.ownership(deadline);
        Ownership moved = fence.move(seen, OTHER, deadline);

        // then
        assertThatThrownBy(() -> fence.move(seen, HOME, deadline))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not at epoch 0");
        assertThat(fence.move(moved, HOME, deadline)).isEqualTo(new Ownership(Optional.of(HOME), 2));
        assertThat(home.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
    }

    @Test
    @Threat("H08")
    @DisplayName("H08 a write that began before the move cannot end after it")
    void aWriteThatBeganBeforeTheMoveCannotEndAfterIt() {
        // given a write whose request reaches the table only after the fence was moved
        line.changing(request -> {
            boolean isPayment = request.transactItems().size() < DynamoDbRegionFence.SHARDS;
            if (isPayment && DYNAMO_DB.items(table, "fence").isEmpty()) {
                DynamoDbRegionFence direct = fence(DYNAMO_DB.client());
                direct.move(direct.ownership(deadline), OTHER, deadline);
            }
            return request;
        });

        // then
        assertThat(home.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.NotOwner.class);
        assertThat(DYNAMO_DB.items(table, "payment")).isEmpty();
    }

    @Test
    void writesSpreadOverTheFencesItems() {
        // when
        for (int i = 0; i < 100; i++) {
            home.create(Creations.of("p" + i, 1), deadline);
        }

        // then
        assertThat(line.transactions().stream()
                        .map(request -> request.transactItems()
                                .get(0)
                                .conditionCheck()
                                .key()
                                .get("payment_id"))
                        .distinct())
                .hasSizeGreaterThan(DynamoDbRegionFence.SHARDS / 2);
    }
}
