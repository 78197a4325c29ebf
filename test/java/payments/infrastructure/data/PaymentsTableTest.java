package payments.infrastructure.data;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.config.deployment.TableIndex;
import payments.infrastructure.config.deployment.TableSettings;
import payments.infrastructure.security.KeyArn;
import payments.service.store.PaymentTable;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.Testing;

class PaymentsTableTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/table");
    private static final SynthesizedResource TABLE = synth(Samples.PROTECTED);

    private static SynthesizedResource synth(ProtectionSettings protection) {
        return Testing.synthPlaced((scope, placement) ->
                        new PaymentsTable(scope, "payments", placement, Samples.TABLE, protection, KEY))
                .resource("aws_dynamodb_table");
    }

    /** Known mistake M12: DynamoDB refuses attributes that are no keys. */
    @Test
    void aPaymentIsFoundByItsIdAloneAndOnlyKeysAreDeclared() {
        TABLE.has("name", "acme-transactions-test")
                .has("hash_key", "transaction_id")
                .has("attribute", Json.of("""
                        [{'name': 'transaction_id', 'type': 'S'}, {'name': 'outbox_shard', 'type': 'S'},
                         {'name': 'outbox_at', 'type': 'N'}]
                        """))
                .hasNo("range_key");
    }

    @Test
    @Requirement("A7")
    void theTableIsPaidByRequestAndStreamsBothImages() {
        TABLE.has("billing_mode", "PAY_PER_REQUEST")
                .hasNo("read_capacity")
                .hasNo("write_capacity")
                .has("stream_enabled", true)
                .has("stream_view_type", "NEW_AND_OLD_IMAGES");
    }

    @Test
    @Requirement("A7")
    void itIsEncryptedWithTheRegionsKeyAndRestorableToAnySecond() {
        TABLE.has("server_side_encryption", Json.of("{'enabled': true, 'kms_key_arn': '%s'}".formatted(KEY.value())))
                .has("point_in_time_recovery.enabled", true);
    }

    /** The names are the service's: a function that cannot find the index publishes nothing. */
    @Test
    @Threat("D11")
    void eventsOnTheirWayOutHaveASparseIndexAndWhatIsDoneWithExpires() {
        TABLE.has("global_secondary_index", Json.of("""
                        [{'name': '%s', 'hash_key': '%s', 'range_key': '%s', 'projection_type': 'ALL'}]
                        """.formatted(
                                PaymentTable.OUTBOX_INDEX, PaymentTable.OUTBOX_SHARD, PaymentTable.OUTBOX_AT)))
                .has("ttl", Json.of("{'attribute_name': '%s', 'enabled': true}".formatted(PaymentTable.EXPIRES_AT)));
    }

    /** Known mistake M33: each region has a table of its own, and none is a replica besides. */
    @Test
    void itHasNoReplicas() {
        TABLE.hasNo("replica");
    }

    @Test
    @Requirement("B11")
    void itIsProtectedFromDeletionOnlyWhereTheSettingsSaySo() {
        TABLE.has("deletion_protection_enabled", true);
        synth(Samples.DESTROYABLE).has("deletion_protection_enabled", false);
    }

    /** What system A asks for; the service writes one value there, so that the id still decides (decision 0005). */
    @Test
    @Requirement("A7")
    void aSortKeyIsANumberBesideTheId() {
        table(new TableSettings("transaction_id", "timestamp", null, List.of(), null))
                .has("hash_key", "transaction_id")
                .has("range_key", "timestamp")
                .has("attribute.1", Json.of("{'name': 'timestamp', 'type': 'N'}"));
    }

    @Test
    @Requirement("B4")
    void paymentsAreFoundByCustomerAndByStatus() {
        SynthesizedResource table = table(new TableSettings(
                "transactionId",
                "timestamp",
                null,
                List.of(
                        new TableIndex("customer-index", "customer_id", "created_at"),
                        new TableIndex("status-index", "status", "created_at")),
                null));

        table.has("hash_key", "transactionId")
                .has("attribute", Json.of("""
                        [{'name': 'transactionId', 'type': 'S'}, {'name': 'timestamp', 'type': 'N'},
                         {'name': 'outbox_shard', 'type': 'S'}, {'name': 'outbox_at', 'type': 'N'},
                         {'name': 'customer_id', 'type': 'S'}, {'name': 'created_at', 'type': 'S'},
                         {'name': 'status', 'type': 'S'}]
                        """))
                .has("global_secondary_index.1", Json.of("""
                        {'name': 'customer-index', 'hash_key': 'customer_id', 'range_key': 'created_at',
                         'projection_type': 'ALL'}
                        """))
                .has("global_secondary_index.2.hash_key", "status");
    }

    @Test
    @Requirement("D2")
    void anIndexByTimeIsOverANumber() {
        SynthesizedResource table = table(new TableSettings(
                "payment_id",
                null,
                "timestamp",
                List.of(
                        new TableIndex("timestamp-index", "timestamp", null),
                        new TableIndex("status-index", "status", "timestamp")),
                null));

        table.has("attribute.3", Json.of("{'name': 'timestamp', 'type': 'N'}"))
                .has("global_secondary_index.1", Json.of("""
                        {'name': 'timestamp-index', 'hash_key': 'timestamp', 'projection_type': 'ALL'}
                        """))
                .has("global_secondary_index.2", Json.of("""
                        {'name': 'status-index', 'hash_key': 'status', 'range_key': 'timestamp',
                         'projection_type': 'ALL'}
                        """));
    }

    private static SynthesizedResource table(TableSettings settings) {
        return Testing.synthPlaced((scope, placement) ->
                        new PaymentsTable(scope, "payments", placement, settings, Samples.PROTECTED, KEY))
                .resource("aws_dynamodb_table");
    }
}
