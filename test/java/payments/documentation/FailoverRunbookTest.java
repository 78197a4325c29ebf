package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence;
import payments.testing.Json;
import payments.testing.Run;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The shell function of main/docs/runbooks/failover.md, run as it stands there: on the day it counts nobody debugs it. */
@Requirement("A18")
class FailoverRunbookTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));
    private static final String HOME = "eu-west-1";
    private static final String STANDBY = "eu-central-1";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "timestamp"})
    @Threat("H03")
    void itMovesTheFenceThereAndBackAsTheServiceUnderstandsIt(String sortKey) {
        PaymentTable table = DYNAMO_DB.table(Optional.of(sortKey).filter(key -> !key.isEmpty()));
        RegionFence fence = new DynamoDbRegionFence(DYNAMO_DB.client(), table, new Backoff(), Optional.of(HOME));

        move(table, 0, STANDBY);
        assertThat(fence.ownership(LONG)).isEqualTo(new RegionFence.Ownership(Optional.of(STANDBY), 1));

        move(table, 1, HOME);
        assertThat(fence.ownership(LONG)).isEqualTo(new RegionFence.Ownership(Optional.of(HOME), 2));
        assertThat(DYNAMO_DB.items(table, "fence"))
                .as("every part of it")
                .hasSize(64)
                .allSatisfy(item -> assertThat(item.get("owner_region")).isEqualTo(AttributeValue.fromS(HOME)));
    }

    /** The service writes the same items: whatever it moved, the runbook can move on. */
    @Test
    void itGoesOnFromWhatTheServiceMoved() {
        PaymentTable table = DYNAMO_DB.table(Optional.empty());
        RegionFence fence = new DynamoDbRegionFence(DYNAMO_DB.client(), table, new Backoff(), Optional.of(HOME));
        RegionFence.Ownership moved = fence.move(fence.ownership(LONG), STANDBY, LONG);
        List<Map<String, AttributeValue>> before = DYNAMO_DB.items(table, "fence");

        move(table, moved.epoch(), HOME);

        assertThat(DYNAMO_DB.items(table, "fence").stream().map(Map::keySet).distinct())
                .isEqualTo(before.stream().map(Map::keySet).distinct().toList());
        assertThat(fence.ownership(LONG)).isEqualTo(new RegionFence.Ownership(Optional.of(HOME), 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void anotherEpochThanThePresentOneIsRefused(long epoch) {
        PaymentTable table = DYNAMO_DB.table(Optional.empty());
        move(table, 0, STANDBY);

        assertThatThrownBy(() -> move(table, epoch, HOME)).isInstanceOf(TransactionCanceledException.class);
    }

    private static void move(PaymentTable table, long epoch, String region) {
        List<TransactWriteItem> items = new ArrayList<>();
        for (JsonNode item : request(table, epoch, region)) {
            JsonNode put = item.path("Put");
            Map<String, String> names = new HashMap<>();
            put.path("ExpressionAttributeNames")
                    .properties()
                    .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
            items.add(TransactWriteItem.builder()
                    .put(write -> write.tableName(put.path("TableName").asText())
                            .item(values(put.path("Item")))
                            .conditionExpression(put.path("ConditionExpression").asText())
                            .expressionAttributeNames(names.isEmpty() ? null : names)
                            .expressionAttributeValues(
                                    put.has("ExpressionAttributeValues")
                                            ? values(put.path("ExpressionAttributeValues"))
                                            : null))
                    .build());
        }
        DYNAMO_DB.client().transactWriteItems(write -> write.transactItems(items));
    }

    private static Map<String, AttributeValue> values(JsonNode attributes) {
        Map<String, AttributeValue> values = new HashMap<>();
        attributes
                .properties()
                .forEach(attribute -> values.put(
                        attribute.getKey(),
                        attribute.getValue().has("N")
                                ? AttributeValue.fromN(
                                        attribute.getValue().path("N").asText())
                                : AttributeValue.fromS(
                                        attribute.getValue().path("S").asText())));
        return values;
    }

    private static JsonNode request(PaymentTable table, long epoch, String region) {
        String command = script()
                + "fence %s %s '%s' %d %s"
                        .formatted(
                                table.name(),
                                table.partitionKey(),
                                table.sortKey().orElse(""),
                                epoch,
                                region);
        return Json.parsed(Run.of(Path.of("").toAbsolutePath(), Map.of(), List.of("bash", "-euc", command))
                .succeeded()
                .output());
    }

    private static String script() {
        return String.join(
                "\n", DocumentedScript.ranBy(Path.of("main/docs/runbooks/failover.md"), FailoverRunbookTest.class));
    }
}
