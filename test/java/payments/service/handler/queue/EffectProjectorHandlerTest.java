package payments.service.handler.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.effects.RegionProgress;
import payments.service.handler.FunctionCalls;
import payments.service.handler.RegionParts;
import payments.service.outbox.LedgerPosting;
import payments.service.resilience.Deadline;
import payments.service.store.Attributes;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The projector of one region, while another one makes the payments. */
class EffectProjectorHandlerTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final ObjectMapper JSON = new ObjectMapper();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final String log = DYNAMO_DB.log();
    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final RegionParts here = new RegionParts("eu-west-1", line, table, log, clock);
    private final RegionParts there =
            new RegionParts("eu-central-1", DYNAMO_DB.client(), DYNAMO_DB.table(Optional.empty()), log, clock);
    private final EffectProjectorHandler handler = new EffectProjectorHandler(here.parts());

    @BeforeEach
    void theOtherRegionOwns() {
        there.own(deadline);
    }

    @Test
    @DisplayName("an effect of another region comes into this region's table, with its event and its records")
    void anEffectOfAnotherRegionComesIntoTheTable() throws IOException {
        PaymentId id = there.pay("a", deadline);
        there.step(id, Transition.AUTHORISE, deadline);

        assertThat(follow(effects())).isEmpty();
        assertThat(follow(effects())).as("the same once more").isEmpty();

        assertThat(here.parts().local().find(id, deadline))
                .isEqualTo(there.parts().local().find(id, deadline));
        assertThat(DYNAMO_DB.items(table, "event")).hasSize(2);
        assertThat(DYNAMO_DB.items(table, "audit")).hasSize(2);
        assertThat(DYNAMO_DB.items(table, "operation")).hasSize(1);
    }

    @Test
    @Threat("H02")
    @DisplayName("H02 an effect whose predecessor the stream lost takes it from the log, and has the whole log scanned")
    void aGapHasTheLogScanned() throws IOException {
        minute();
        minute();
        assertThat(progress().isComplete()).isTrue();
        PaymentId lost = there.pay("lost", deadline);
        PaymentId id = there.pay("a", deadline);
        there.step(id, Transition.AUTHORISE, deadline);

        assertThat(follow(List.of(effect(id, 2)))).isEmpty();

        assertThat(here.parts().local().find(id, deadline))
                .isEqualTo(there.parts().local().find(id, deadline));
        assertThat(here.parts().local().find(lost, deadline)).isEmpty();
        assertThat(progress().isComplete()).isFalse();

        assertThat(minute().path("complete").asBoolean()).isTrue();
        assertThat(here.parts().local().find(lost, deadline)).isPresent();
    }

    @Test
    @DisplayName("that another region published an event is written beside it, and the relay takes it off")
    void whatAnotherRegionPublishedLeavesTheOutbox() throws IOException {
        PaymentId id = there.pay("a", deadline);
        assertThat(follow(effects())).isEmpty();
        int unused =
                there.parts().relay(LedgerPosting.NONE, (event, time) -> {}).relay(id, 1, deadline);

        assertThat(follow(effects())).isEmpty();

        Map<String, AttributeValue> event = DYNAMO_DB.items(table, "event").get(0);
        assertThat(event).containsKeys("sent_at", "outbox_shard");
        OutboxRelayHandler relay =
                new OutboxRelayHandler(here.parts(), here.parts().relay(LedgerPosting.NONE, (published, time) -> {
                    throw new AssertionError("it is published already");
                }));
        assertThat(FunctionCalls.invoke(relay, FunctionCalls.stream(List.of(event)))
                        .path("batchItemFailures"))
                .isEmpty();
        assertThat(DYNAMO_DB.items(table, "event").get(0)).doesNotContainKey("outbox_shard");
    }

    @Test
    @Threat("D11")
    @DisplayName("an effect that the table does not take comes again, and those behind it")
    void anEffectThatTheTableDoesNotTakeComesAgain() throws IOException {
        PaymentId id = there.pay("a", deadline);
        FaultyDynamoDb.Fault[] faults = new FaultyDynamoDb.Fault[10];
        Arrays.fill(faults, FaultyDynamoDb.before(SdkClientException.create("connection reset")));
        FaultyDynamoDb unused = line.onTransactions(faults);

        assertThat(follow(effects())).containsExactly("sequence-1");
        assertThat(here.lines()).anyMatch(said -> said.contains("effect-not-applied"));

        assertThat(follow(effects())).isEmpty();
        assertThat(here.parts().local().find(id, deadline)).isPresent();
    }

    @Test
    @DisplayName("payments are applied at a time, each in its order; how far the region is follows from all of them")
    void paymentsAreAppliedAtATime() throws IOException {
        minute();
        clock.move(Duration.ofMinutes(1));
        minute();
        for (int i = 0; i < 30; i++) {
            there.step(there.pay("p-" + i, deadline), Transition.AUTHORISE, deadline);
        }
        PaymentId last = there.pay("last", deadline);
        FaultyDynamoDb unused = line.changing(request -> {
            if (request.toString().contains(last.value())) {
                throw SdkClientException.create("connection reset");
            }
            return request;
        });
        List<Map<String, AttributeValue>> images = new ArrayList<>(effects());
        images.remove(effect(last, 1));
        images.add(effect(last, 1));
        images.add(item("region#eu-west-1"));

        assertThat(follow(images)).containsExactly("sequence-61");

        assertThat(DYNAMO_DB.items(table, "event")).hasSize(60);
        assertThat(progress().scans()).as("no gap was met").isEqualTo(1);
        assertThat(progress().caughtUpTo()).contains(Instant.parse("2026-01-01T12:00:00Z"));
    }

    @Test
    @Threat("D15")
    @DisplayName("D15 an effect that cannot be read holds up no other, and the region is not complete until it can")
    void anUnreadableEffectHoldsUpNoOther() throws IOException {
        minute();
        PaymentId id = there.pay("a", deadline);
        Map<String, AttributeValue> unreadable = new HashMap<>(effect(id, 1));
        unreadable.put("type", AttributeValue.fromS("payment.of-tomorrow"));
        unreadable.put("payment_id", AttributeValue.fromS("b"));
        DYNAMO_DB.client().putItem(put -> put.tableName(log).item(unreadable));

        assertThat(follow(List.of(unreadable, effect(id, 1)))).isEmpty();
        minute();

        assertThat(here.parts().local().find(id, deadline)).isPresent();
        assertThat(here.lines()).anyMatch(said -> said.contains("effect-unreadable"));
        assertThat(progress().isComplete()).isFalse();
    }

    @Test
    @DisplayName("a region that is new scans the log, and says how far it is by what comes out of the stream")
    void aNewRegionScansAndThenFollows() throws IOException {
        PaymentId id = there.pay("a", deadline);

        assertThat(minute().path("complete").asBoolean()).isTrue();

        assertThat(here.parts().local().find(id, deadline)).isPresent();
        Map<String, AttributeValue> report = item("region#eu-west-1");
        assertThat(report)
                .containsEntry("state", AttributeValue.fromS("complete"))
                .containsEntry("reported_at", AttributeValue.fromS("2026-01-01T12:00:00.000Z"));

        clock.move(Duration.ofMinutes(1));
        minute();
        clock.move(Duration.ofMillis(300));
        assertThat(follow(List.of(item("region#eu-west-1"), item("region#eu-west-1"))))
                .isEmpty();

        assertThat(progress().caughtUpTo()).contains(Instant.parse("2026-01-01T12:01:00Z"));
        clock.move(Duration.ofMinutes(1));
        minute();
        assertThat(here.lines()).anyMatch(said -> said.contains("\"ProjectorLag\":300"));
        assertThat(progress().scans()).as("scans").isEqualTo(1);
    }

    @Test
    @Threat("H02")
    @DisplayName("H02 a region that was away for more than twenty hours scans the log before it is complete again")
    void aRegionThatWasAwayScansTheLog() throws IOException {
        minute();
        PaymentId id = there.pay("a", deadline);
        clock.move(Duration.ofHours(21));

        assertThat(minute().path("complete").asBoolean()).isTrue();

        assertThat(here.parts().local().find(id, deadline)).isPresent();
        assertThat(progress().scans()).isEqualTo(2);
    }

    @Test
    @DisplayName("what is known of another region is that region's own")
    void reportsOfOtherRegionsAreNotOurs() throws IOException {
        minute();
        FunctionCalls.invoke(new EffectProjectorHandler(there.parts()), JSON.createObjectNode());
        clock.move(Duration.ofMinutes(1));
        RegionProgress before = progress();

        assertThat(follow(List.of(item("region#eu-central-1"), item("owner#")))).isEmpty();

        assertThat(progress()).isEqualTo(before);
    }

    @Test
    @Threat("H07")
    @DisplayName("H07 each minute says whether the region owns the payments, and whether any does")
    void eachMinuteSaysWhoOwns() throws IOException {
        assertThat(minute().path("owns").asBoolean()).isFalse();
        assertThat(here.lines())
                .anyMatch(said -> said.contains("\"OwnsPayments\":0"))
                .anyMatch(said -> said.contains("\"PaymentsOwned\":1"));

        here.own(deadline);
        assertThat(minute().path("owns").asBoolean()).isTrue();
        assertThat(here.lines())
                .anyMatch(said -> said.contains("\"OwnsPayments\":1"))
                .anyMatch(said -> said.contains("\"PaymentsOwned\":1"));
    }

    @Test
    @Threat("H07")
    @DisplayName("H07 before an owner is named, and after a log was lost, each minute says that no region owns")
    void eachMinuteSaysThatNoRegionOwns() throws IOException {
        RegionParts alone = new RegionParts(
                "eu-west-1", DYNAMO_DB.client(), DYNAMO_DB.table(Optional.empty()), DYNAMO_DB.log(), clock);

        FunctionCalls.invoke(new EffectProjectorHandler(alone.parts()), JSON.createObjectNode());

        assertThat(alone.lines())
                .anyMatch(said -> said.contains("\"OwnsPayments\":0"))
                .anyMatch(said -> said.contains("\"PaymentsOwned\":0"));
    }

    @Test
    @DisplayName("a table that refuses fails the whole call, and the stream shows its records again")
    void aTableThatRefusesFailsTheCall() {
        PaymentId id = there.pay("a", deadline);
        FaultyDynamoDb unused =
                line.onTransactions(FaultyDynamoDb.before(FaultyDynamoDb.error(400, "AccessDeniedException")));

        assertThatThrownBy(() -> follow(effects())).hasMessageContaining("DynamoDbException");
        assertThat(here.parts().local().find(id, deadline)).isEmpty();
    }

    @Test
    @DisplayName("an event that is none of a stream or a schedule is refused")
    void anEventOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> FunctionCalls.invoke(handler, JSON.createArrayNode()))
                .hasMessageContaining("connect the log's stream");
    }

    private JsonNode minute() throws IOException {
        return FunctionCalls.invoke(handler, JSON.createObjectNode());
    }

    private List<String> follow(List<Map<String, AttributeValue>> images) throws IOException {
        return FunctionCalls.invoke(handler, FunctionCalls.stream(images))
                .path("batchItemFailures")
                .findValuesAsText("itemIdentifier");
    }

    private RegionProgress progress() {
        return here.parts().log().orElseThrow().progress().read("eu-west-1", deadline);
    }

    private List<Map<String, AttributeValue>> items() {
        return DYNAMO_DB.client().scan(scan -> scan.tableName(log)).items();
    }

    private List<Map<String, AttributeValue>> effects() {
        return items().stream()
                .filter(item -> Attributes.text(item, "kind").equals("effect"))
                .sorted(Comparator.comparing(item -> Attributes.number(item, "version")))
                .toList();
    }

    private Map<String, AttributeValue> effect(PaymentId id, long version) {
        return effects().stream()
                .filter(item -> Attributes.text(item, "payment_id").equals(id.value())
                        && Attributes.number(item, "version") == version)
                .findFirst()
                .orElseThrow();
    }

    private Map<String, AttributeValue> item(String partition) {
        return items().stream()
                .filter(item -> Attributes.text(item, "payment_id").equals(partition))
                .findFirst()
                .orElseThrow();
    }
}
