package payments.infrastructure.guardrail.rules.s3;

import java.util.Optional;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Replication of encrypted objects works only if four settings agree. Whether the role may use the keys is asked of the
 * evaluator, with the key policies as they are.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html">AWS: replicating
 *     encrypted objects</a>
 */
@Guardrail(
        id = "s3-replication-kms-wired",
        severity = Severity.HIGH,
        expects =
                "encrypted objects selected, a key of the target region, and a role that may decrypt here and encrypt there",
        fix =
                "set sse_kms_encrypted_objects to Enabled and replica_kms_key_id, and let the role into both key policies",
        why = "S3 silently skips every encrypted object",
        pci = "3.5.1",
        sources = "ours: S3 skips what it cannot decrypt, and says so in a metric only")
final class S3ReplicationKmsWired extends ResourceRule {
    private static final String SELECTION = "source_selection_criteria.sse_kms_encrypted_objects.status";
    private static final String REPLICA_KEY = "destination.encryption_configuration.replica_kms_key_id";
    private static final String ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
    private static final String DEFAULT = "rule.apply_server_side_encryption_by_default.kms_master_key_id";

    S3ReplicationKmsWired() {
        super("aws_s3_bucket_replication_configuration");
    }

    @Override
    protected void judge(Resource replication, Verdicts verdicts) {
        Optional<Resource> source = Buckets.named(replication, replication.attribute("bucket"));
        Optional<Resource> sourceKey = source.flatMap(S3ReplicationKmsWired::key);
        if (sourceKey.isEmpty()) {
            verdicts.notApplicable("the source is not encrypted with a key of the program");
            return;
        }
        Optional<Resource> role =
                replication.stack().program().meant("aws_iam_role", replication.attribute("role")).stream()
                        .findFirst();
        if (role.isEmpty()) {
            verdicts.fail("role", "not in the program");
        }
        if (replication.blocks("rule").isEmpty()) {
            verdicts.fail("rule", replication.attribute("rule"));
        }
        for (Block rule : replication.blocks("rule")) {
            require(verdicts, rule, SELECTION, status -> status.is("Enabled"));
            require(verdicts, rule, REPLICA_KEY, Value::isPresent);
            Optional<Resource> target = Buckets.named(rule, rule.attribute("destination.bucket"));
            Optional<Resource> targetKey = rule.attribute(REPLICA_KEY).target("aws_kms_key");
            if (role.isPresent() && target.isPresent() && targetKey.isPresent()) {
                require(verdicts, role.get(), "kms:Decrypt", sourceKey.get(), source.get());
                require(verdicts, role.get(), "kms:Encrypt", targetKey.get(), target.get());
                if (hasBucketKey(target.get())) {
                    require(verdicts, role.get(), "kms:Decrypt", targetKey.get(), target.get());
                }
            }
        }
    }

    private static void require(Verdicts verdicts, Block rule, String attribute, Predicate<Value> condition) {
        Value value = rule.attribute(attribute);
        if (value.isUnknown()) {
            verdicts.unknown("rule." + attribute, value);
        } else if (condition.test(value)) {
            verdicts.pass("rule." + attribute, value);
        } else {
            verdicts.fail("rule." + attribute, value);
        }
    }

    private static Optional<Resource> key(Resource bucket) {
        return Buckets.companions(bucket, ENCRYPTION).stream()
                .flatMap(encryption -> encryption.attribute(DEFAULT).target("aws_kms_key").stream())
                .findFirst();
    }

    private static boolean hasBucketKey(Resource bucket) {
        return Buckets.companions(bucket, ENCRYPTION).stream()
                .anyMatch(encryption ->
                        encryption.attribute("rule.bucket_key_enabled").isTrue());
    }

    private static void require(Verdicts verdicts, Resource role, String action, Resource key, Resource bucket) {
        RequestContext context = RequestContext.nothing()
                .with("kms:ViaService", "s3.%s.amazonaws.com".formatted(key.region()))
                .with("kms:EncryptionContext:aws:s3:arn", bucket.arn() + (hasBucketKey(bucket) ? "" : "/object"));
        Decision decision = Access.may(Permissions.of(role), action, Permissions.ofKey(key), context);
        String what = "%s on %s by %s".formatted(action, key.path(), role.path());
        if (decision.outcome() == Decision.Outcome.ALLOWED) {
            verdicts.pass("role", what);
        } else {
            verdicts.fail(action + " " + key.region(), "role", what + ": " + decision.outcome(), what + " allowed");
        }
    }
}
