package payments.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.TableSettings;
import payments.service.Waits;
import payments.service.domain.Detail;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the settings offer to indexes is really in the items, also where audit records have a table of their own. */
class IndexedAttributesTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final long SECONDS = Creations.NOON.getEpochSecond();

    private final Waits waits = new Waits();
    private final PaymentTable plain = DYNAMO_DB.table(Optional.empty());
    private final PaymentTable table = new PaymentTable(
            plain.name(), plain.partitionKey(), Optional.empty(), Optional.of("timestamp"), Optional.of(auditTable()));

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private static PaymentTable.AuditTable auditTable() {
        String name = "audit-" + UUID.randomUUID();
        DYNAMO_DB.client().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("audit_id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("audit_id")
                        .keyType(KeyType.HASH)
                        .build()));
        return new PaymentTable.AuditTable(name, "audit_id");
    }

    private CreationResult create(PaymentTable into, String key) {
        return new DynamoDbPaymentStore(DYNAMO_DB.client(), into, "eu-west-1", Optional.empty(), waits.backoff())
                .create(detailed(key), waits.deadline(Duration.ofSeconds(10)));
    }

    /** With every detail that a payment can have. */
    private static Creation detailed(String key) {
        Creation plain = Creations.of(key, 1234);
        Payment payment = plain.payment();
        Map<Detail, String> details = new HashMap<>();
        for (Detail detail : Detail.values()) {
            details.put(detail, "some " + detail.field());
        }
        return new Creation(
                new Payment(
                        payment.id(),
                        payment.origin(),
                        payment.money(),
                        new PaymentDetails(details),
                        payment.fingerprint(),
                        false,
                        payment.createdAt(),
                        payment.progress()),
                plain.idempotency(),
                plain.audit(),
                plain.event(),
                plain.similar(),
                plain.seen(),
                Optional.empty());
    }

    private static List<Map<String, AttributeValue>> auditItems(PaymentTable table) {
        return DYNAMO_DB
                .client()
                .scan(scan -> scan.tableName(table.auditName()).consistentRead(true))
                .items();
    }

    @Test
    @Requirement({"B4", "D2"})
    void aPaymentHasEveryAttributeThatAnIndexMayUse() {
        create(table, "a");

        Map<String, AttributeValue> payment = DYNAMO_DB.items(table, "payment").get(0);
        assertThat(payment).containsKeys(TableSettings.PAYMENT_ATTRIBUTES.toArray(String[]::new));
        assertThat(Attributes.number(payment, "timestamp")).isEqualTo(SECONDS);
        assertThat(Attributes.text(payment, "status")).isEqualTo("pending");
        TableSettings.PAYMENT_ATTRIBUTES.forEach(
                name -> assertThat(Attributes.text(payment, name)).as(name).isNotNull());
    }

    @Test
    @Requirement({"D2", "D9"})
    void anAuditRecordGoesToItsOwnTableInTheSameTransaction() {
        // when
        create(table, "b");

        // then
        assertThat(DYNAMO_DB.items(table, "audit")).isEmpty();
        Map<String, AttributeValue> audit = auditItems(table).get(0);
        assertThat(Attributes.text(audit, "audit_id")).isEqualTo("audit#b#1");
        assertThat(Attributes.number(audit, "timestamp")).isEqualTo(SECONDS);
        TableSettings.AUDIT_ATTRIBUTES.forEach(
                name -> assertThat(Attributes.text(audit, name)).as(name).isNotNull());

        // and: a payment that is refused leaves no record
        assertThat(create(table, "b")).isInstanceOf(CreationResult.KeyTaken.class);
        assertThat(auditItems(table)).hasSize(1);
    }

    /** By the status that it has now, and by the second in which it was made; one of an earlier system beside ours. */
    @Test
    @Requirement({"K40", "K7"})
    void aPaymentMovesFromStatusToStatusInTheIndex() {
        // given
        PaymentTable indexed = new PaymentTable(
                "payments-" + UUID.randomUUID(),
                "payment_id",
                Optional.empty(),
                Optional.of("timestamp"),
                table.audit());
        DYNAMO_DB.client().createTable(create -> create.tableName(indexed.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("payment_id", ScalarAttributeType.S),
                        attribute("status", ScalarAttributeType.S),
                        attribute("timestamp", ScalarAttributeType.N))
                .keySchema(key("payment_id", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("status-index")
                        .keySchema(key("status", KeyType.HASH), key("timestamp", KeyType.RANGE))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
        DYNAMO_DB.client().putItem(put -> put.tableName(indexed.name())
                .item(Map.of(
                        "payment_id", AttributeValue.fromS("earlier"),
                        "timestamp", AttributeValue.fromN(Long.toString(SECONDS - 60)),
                        "amount", AttributeValue.fromN("75.5"),
                        "status", AttributeValue.fromS("pending"))));
        create(indexed, "ours");
        assertThat(statusIndex(indexed, "pending")).containsExactly("earlier", "ours");
        PaymentService service = new PaymentService(
                new DynamoDbPaymentStore(DYNAMO_DB.client(), indexed, "eu-west-1", Optional.empty(), waits.backoff()),
                Clock.systemUTC(),
                "eu-west-1");

        // when
        for (String id : List.of("earlier", "ours")) {
            for (Transition step : List.of(Transition.AUTHORISE, Transition.CAPTURE)) {
                service.apply(
                        new TransitionCommand(new PaymentId(id), step.word(), step, Optional.empty(), "test", "test"),
                        waits.deadline(Duration.ofSeconds(10)));
            }
        }

        // then
        assertThat(statusIndex(indexed, "pending")).isEmpty();
        assertThat(statusIndex(indexed, "authorised")).isEmpty();
        assertThat(statusIndex(indexed, "captured")).containsExactly("earlier", "ours");
    }

    /** The payments of a status since two minutes before noon, oldest first. */
    private static List<String> statusIndex(PaymentTable indexed, String status) {
        return DYNAMO_DB
                .client()
                .query(query -> query.tableName(indexed.name())
                        .indexName("status-index")
                        .keyConditionExpression("#s = :s AND #t BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#s", "status", "#t", "timestamp"))
                        .expressionAttributeValues(Map.of(
                                ":s", AttributeValue.fromS(status),
                                ":from", AttributeValue.fromN(Long.toString(SECONDS - 120)),
                                ":to", AttributeValue.fromN(Long.toString(SECONDS)))))
                .items()
                .stream()
                .map(item -> Attributes.text(item, "payment_id"))
                .toList();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** In an index by status and time auditors' records would pass for payments. */
    @Test
    void besideThePaymentsARecordIsInNoIndexByTime() {
        PaymentTable beside = new PaymentTable(
                plain.name(), plain.partitionKey(), Optional.empty(), Optional.of("timestamp"), Optional.empty());
        create(beside, "c");

        assertThat(DYNAMO_DB.items(beside, "audit")).singleElement().satisfies(item -> assertThat(item)
                .doesNotContainKey("timestamp"));
    }

    @Test
    void aPaymentIsReadBackWhereverItsRecordsLie() {
        create(table, "d");

        assertThat(new DynamoDbPaymentStore(DYNAMO_DB.client(), table, "eu-west-1", Optional.empty(), waits.backoff())
                        .find(new PaymentId("d"), waits.deadline(Duration.ofSeconds(10))))
                .contains(detailed("d").payment());
    }
}
