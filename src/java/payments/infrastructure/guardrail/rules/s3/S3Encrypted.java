package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * Objects are encrypted with a key of ours. Targets of access logs are the exception: S3 and load balancers deliver to SSE-S3
 * only, so there a key of ours would lose the logs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">AWS: server access
 *     logging</a>
 */
@Guardrail(
        id = "s3-cmk-encryption",
        severity = Severity.HIGH,
        expects = "encryption with a customer-managed KMS key; SSE-S3 on targets of access logs",
        fix = "set sse_algorithm to aws:kms with kms_master_key_id, and bucket_key_enabled to true",
        why = "Anyone who may read the bucket could read the data, and no use of a key records who did",
        pci = "3.5.1",
        sources = {
            "PCI.DSS.321-S3DefaultEncryptionKMS",
            "CKV_AWS_145",
            "CKV_AWS_19",
            "AVD-AWS-0132",
            "AVD-AWS-0088",
            "S3.17",
            "S3_DEFAULT_ENCRYPTION_KMS"
        })
final class S3Encrypted extends ResourceRule {
    private static final String CONFIGURATION = "aws_s3_bucket_server_side_encryption_configuration";
    private static final String DEFAULT = "apply_server_side_encryption_by_default";
    private static final String IN_RULE = CONFIGURATION + ".rule." + DEFAULT;
    private static final Set<String> WITH_KEY = Set.of("aws:kms", "aws:kms:dsse");

    S3Encrypted() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Block> rules = Buckets.companions(bucket, CONFIGURATION).stream()
                .flatMap(configuration -> configuration.blocks("rule").stream())
                .toList();
        if (Buckets.isAccessLogTarget(bucket)) {
            rules.forEach(rule -> requireAlgorithm(verdicts, rule, Set.of("AES256")));
            verdicts.pass(CONFIGURATION, "a target of access logs");
            return;
        }
        if (rules.isEmpty()) {
            verdicts.fail(CONFIGURATION, "(absent)");
        }
        for (Block rule : rules) {
            requireAlgorithm(verdicts, rule, WITH_KEY);
            Value key = rule.attribute(DEFAULT + ".kms_master_key_id");
            if (key.isAbsent() || CustomerKey.isOfAws(key)) {
                verdicts.fail(IN_RULE + ".kms_master_key_id", key);
            } else {
                verdicts.pass(IN_RULE + ".kms_master_key_id", key);
            }
        }
    }

    private static void requireAlgorithm(Verdicts verdicts, Block rule, Set<String> allowed) {
        String attribute = IN_RULE + ".sse_algorithm";
        Value algorithm = rule.attribute(DEFAULT + ".sse_algorithm");
        if (algorithm.isUnknown()) {
            verdicts.unknown(attribute, algorithm);
        } else if (algorithm.isOneOf(allowed)) {
            verdicts.pass(attribute, algorithm);
        } else {
            verdicts.fail(attribute, algorithm);
        }
    }
}
