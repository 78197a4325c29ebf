package payments.infrastructure.data;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AuditTableSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.config.deployment.TableIndex;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.Testing;

class AuditRecordsTableTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/table");
    private static final SynthesizedResource TABLE = synth(
            Samples.PROTECTED,
            new AuditTableSettings("audit_id", List.of(new TableIndex("timestamp-index", "timestamp", null))));

    private static SynthesizedResource synth(ProtectionSettings protection, AuditTableSettings settings) {
        return Testing.synthPlaced((scope, placement) -> new AuditRecordsTable(
                        scope, "audit-records", placement, settings, "timestamp", protection, KEY))
                .resource("aws_dynamodb_table");
    }

    @Test
    @Requirement("D2")
    void aRecordIsFoundByItsIdAndByItsTime() {
        TABLE.has("name", "acme-audit-log-test")
                .has("hash_key", "audit_id")
                .has("attribute", Json.of("[{'name': 'audit_id', 'type': 'S'}, {'name': 'timestamp', 'type': 'N'}]"))
                .has("global_secondary_index", Json.of("""
                        [{'name': 'timestamp-index', 'hash_key': 'timestamp', 'projection_type': 'ALL'}]
                        """));
    }

    @Test
    @Requirement("D2")
    void itIsOnDemandEncryptedAndRestorableAndNothingExpires() {
        TABLE.has("billing_mode", "PAY_PER_REQUEST")
                .has("point_in_time_recovery.enabled", true)
                .has("server_side_encryption.kms_key_arn", KEY.value())
                .has("deletion_protection_enabled", true)
                .hasNo("ttl");
    }

    @Test
    @Requirement("B11")
    void withoutIndexesAndProtectionItHasNeither() {
        synth(Samples.DESTROYABLE, new AuditTableSettings("audit_id", List.of()))
                .has("deletion_protection_enabled", false)
                .hasNo("global_secondary_index");
    }
}
