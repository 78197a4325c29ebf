package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * A table and each of its replicas is encrypted with a key of ours of its own region. Without the block, AWS uses a key of its
 * own that cannot be withdrawn.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html">AWS: encryption at rest of DynamoDB</a>
 */
@Guardrail(
        id = "ddb-cmk",
        severity = Severity.HIGH,
        expects = "encryption with a customer managed key of the table's, or the replica's, own region",
        fix =
                "enable server_side_encryption with kms_key_arn, and set replica.kms_key_arn to a key of the replica's region",
        why = "Who controls the key controls who reads the payments",
        pci = {"3.5.1", "8.3.2"},
        sources = {"CKV_AWS_119", "AVD-AWS-0025", "DYNAMODB_TABLE_ENCRYPTED_KMS"})
final class DynamoDbEncrypted extends ResourceRule {
    private static final String KEY = "server_side_encryption.kms_key_arn";

    DynamoDbEncrypted() {
        super("aws_dynamodb_table", "aws_dynamodb_table_replica", GlobalTable.TYPE);
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        if (table.type().equals("aws_dynamodb_table_replica")) {
            CustomerKey.require(verdicts, table, "kms_key_arn");
            ofRegion(table, "kms_key_arn", "kms_key_arn", table.region(), verdicts);
            return;
        }
        if (table.type().equals(GlobalTable.TYPE)) {
            judgeGlobal(table, verdicts);
            return;
        }
        verdicts.require(table, "server_side_encryption.enabled", Value::isTrue);
        CustomerKey.require(verdicts, table, KEY);
        ofRegion(table, KEY, KEY, table.region(), verdicts);
        for (Block replica : table.blocks("replica")) {
            String region = replica.attribute("region_name").text();
            CustomerKey.require(verdicts, replica, "kms_key_arn", "replica.kms_key_arn", "replica::" + region);
            ofRegion(replica, "kms_key_arn", "replica.kms_key_arn", region, verdicts);
        }
    }

    private static void judgeGlobal(Resource resource, Verdicts verdicts) {
        Optional<GlobalTable> global = GlobalTable.of(resource);
        if (global.isEmpty()) {
            verdicts.notApplicable(Replicas.NO_TABLE);
            return;
        }
        String key = "SSESpecification.KMSMasterKeyId";
        String shown = GlobalTable.shown("Replicas." + key);
        verdicts.require(resource, GlobalTable.shown("SSESpecification.SSEEnabled"), Value::isTrue);
        for (Block replica : global.get().replicas()) {
            String region = GlobalTable.region(replica);
            CustomerKey.require(verdicts, replica, key, shown, "replica::" + region);
            ofRegion(replica, key, shown, region, verdicts);
        }
    }

    private static void ofRegion(Block block, String attribute, String shown, String region, Verdicts verdicts) {
        Optional<String> found = CustomerKey.region(block.attribute(attribute));
        if (found.isPresent() && !found.get().equals(region)) {
            verdicts.fail("region::" + region, shown, "a key of " + found.get(), "a key of " + region);
        }
    }
}
