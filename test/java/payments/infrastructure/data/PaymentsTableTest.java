package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.config.TableSettings;
import payments.service.store.PaymentTable;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.Testing;

class PaymentsTableTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:000000000000:key/table";
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
        TABLE.has("server_side_encryption", Json.of("{'enabled': true, 'kms_key_arn': '%s'}".formatted(KEY)))
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

    @Test
    void aKeyNameThatDynamoDbRefusesIsRefused() {
        assertThatThrownBy(() -> new TableSettings("payment id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partitionKey is payment id");
    }
}
