package payments.infrastructure.guardrail.rules.kms;

import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * A key has the specification of its use, rotates only where KMS has its material, and has replicas in other regions only where it
 * is one of many regions. An alias is of a key in its region.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">AWS: CreateKey</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">AWS: multi-Region keys</a>
 */
@Guardrail(
        id = "kms-arguments-agree",
        severity = Severity.HIGH,
        expects = "arguments that KMS accepts together",
        fix = "change the argument that the finding names, or what it contradicts",
        why = "KMS refuses the key, and everything that is to be encrypted with it is missing",
        sources = "ours: Terraform looks at each argument alone")
final class KmsArgumentsAgree extends AcceptanceRule {
    private static final String KEY = "aws_kms_key";
    private static final String REPLICA = "aws_kms_replica_key";
    private static final String SPEC = "customer_master_key_spec";
    private static final String USAGE = "key_usage";
    private static final Set<String> EXCEPT_ENCRYPTION = Set.of("SIGN_VERIFY", "KEY_AGREEMENT", "GENERATE_VERIFY_MAC");

    KmsArgumentsAgree() {
        super(KEY, REPLICA, "aws_kms_alias");
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        switch (resource.type()) {
            case KEY -> examineKey(resource, objections);
            case REPLICA -> examineReplica(resource, objections);
            default -> {
                Optional<Resource> key = resource.attribute("target_key_id").target(KEY);
                key.filter(found -> found.kind() == Resource.Kind.MANAGED
                                && !found.region().equals(resource.region()))
                        .ifPresent(found -> objections.add(
                                "target_key_id",
                                "%s in %s".formatted(found.address(), found.region()),
                                "a key of " + resource.region()));
            }
        }
    }

    private static void examineKey(Resource key, Objections objections) {
        Value spec = key.attribute(SPEC);
        Value usage = key.attribute(USAGE);
        boolean symmetric = spec.isAbsent() || spec.is("SYMMETRIC_DEFAULT");
        boolean known = symmetric || spec.isKnown();
        boolean rotates = key.attribute("enable_key_rotation").isTrue();
        objections.addIf(
                known && !symmetric && rotates,
                key,
                "enable_key_rotation",
                "false: KMS rotates only symmetric keys, not " + spec);
        objections.addIf(
                key.has("custom_key_store_id") && rotates,
                key,
                "enable_key_rotation",
                "false: keys of a custom key store do not rotate");
        objections.addIf(
                key.has("rotation_period_in_days")
                        && key.attribute("enable_key_rotation").isAbsent(),
                key,
                "rotation_period_in_days",
                "nothing, or enable_key_rotation = true");
        objections.addIf(
                key.has("custom_key_store_id") && key.attribute("multi_region").isTrue(),
                key,
                "multi_region",
                "false: a custom key store is in one region");
        if (!known) {
            return;
        }
        boolean encrypts = usage.isAbsent() || usage.is("ENCRYPT_DECRYPT");
        boolean elliptic = spec.text().startsWith("ECC_");
        boolean mac = spec.text().startsWith("HMAC_");
        boolean refused = symmetric
                ? usage.isOneOf(EXCEPT_ENCRYPTION)
                : mac
                        ? usage.isAbsent() || (usage.isKnown() && !usage.is("GENERATE_VERIFY_MAC"))
                        : elliptic
                                ? encrypts || usage.is("GENERATE_VERIFY_MAC")
                                : spec.text().startsWith("RSA_")
                                        && usage.isOneOf(Set.of("GENERATE_VERIFY_MAC", "KEY_AGREEMENT"));
        objections.addIf(
                refused,
                key,
                USAGE,
                symmetric
                        ? "ENCRYPT_DECRYPT of a symmetric key"
                        : "a use that keys of the specification %s have".formatted(spec));
    }

    private static void examineReplica(Resource replica, Objections objections) {
        Optional<Resource> primary =
                replica.attribute("primary_key_arn").target(KEY).filter(found -> found.kind() == Resource.Kind.MANAGED);
        primary.ifPresent(key -> {
            Value multi = key.attribute("multi_region");
            if (multi.isAbsent() || multi.isFalse()) {
                objections.add(
                        "primary_key_arn",
                        "%s, a key of one region".formatted(key.address()),
                        "a key with multi_region = true");
            }
            if (!key.region().isEmpty() && key.region().equals(replica.region())) {
                objections.add(
                        "region",
                        "primary_key_arn",
                        "%s, a key of the same region".formatted(key.address()),
                        "a replica in another region than its primary key");
            }
        });
    }
}
