package payments.infrastructure.guardrail.rules;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Whether an attribute names a key of the customer's, not one that AWS manages for a service ({@code alias/aws/...}): only the
 * policy of one's own key can be written, and only it can let other services in.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html">AWS: customer managed and AWS managed keys</a>
 */
public final class CustomerKey {
    private static final Set<String> KEYS = Set.of(
            "aws_kms_key",
            "aws_kms_replica_key",
            "aws_kms_external_key",
            "aws_kms_replica_external_key",
            "aws_kms_alias");

    private static final Set<String> NAMES = Set.of("arn", "id", "key_id", "name", "target_key_arn", "target_key_id");

    private static final Pattern SPELLED =
            Pattern.compile("arn:[^:]+:kms:.*:(?:key|alias)/.+|alias/[^$].*|(?:mrk-)?[0-9a-f-]{32,36}");

    private static final String OF_AWS = "alias/aws/";

    private CustomerKey() {}

    /** Takes down whether the attribute names a customer's key. */
    public static void require(Verdicts verdicts, Block block, String attribute) {
        require(verdicts, block, attribute, attribute, "");
    }

    /**
     * Takes down whether an attribute of one of several blocks names a customer's key.
     *
     * @param shown how messages call the attribute
     * @param qualifier distinguishes findings on one resource
     */
    public static void require(Verdicts verdicts, Block block, String attribute, String shown, String qualifier) {
        Value value = block.attribute(attribute);
        if (is(value)) {
            verdicts.pass(shown, value);
        } else if (isOpen(value)) {
            verdicts.unknown(shown, value);
        } else {
            verdicts.fail(qualifier, shown, value.isAbsent() ? "(absent)" : value.text(), "a customer managed key");
        }
    }

    /** Whether the value names a customer's key. */
    public static boolean is(Value value) {
        if (value.isAbsent() || value.text().contains(OF_AWS)) {
            return false;
        }
        Optional<Resource> target = value.target().filter(found -> KEYS.contains(found.type()));
        if (target.isPresent()) {
            return isOfCustomer(target.get()) && NAMES.contains(value.targetAttribute());
        }
        return value.target().isEmpty() && SPELLED.matcher(value.text()).matches();
    }

    /** Whether the value names a key that AWS manages for a service, by its alias or through a data source that reads it. */
    public static boolean isOfAws(Value value) {
        return value.text().contains(OF_AWS)
                || value.target()
                        .filter(found -> KEYS.contains(found.type()) && found.kind() != Resource.Kind.MANAGED)
                        .filter(key -> key.attribute(named(key)).text().contains(OF_AWS))
                        .isPresent();
    }

    private static String named(Resource key) {
        return key.type().equals("aws_kms_alias") ? "name" : "key_id";
    }

    private static boolean isOpen(Value value) {
        boolean ofAws = value.text().contains(OF_AWS)
                || value.target().filter(found -> KEYS.contains(found.type())).isPresent();
        return value.isPresent() && !ofAws && !value.isKnown();
    }

    /** A data source may read an AWS managed key. */
    private static boolean isOfCustomer(Resource key) {
        if (key.kind() == Resource.Kind.MANAGED) {
            return true;
        }
        Value name = key.attribute(named(key));
        return name.isKnown() && !name.text().contains(OF_AWS);
    }

    /** The key of the program that the value, read in a resource, names: by itself or through an alias. */
    public static Optional<Resource> of(Resource user, Value value) {
        return user.find("aws_kms_key", value).or(() -> user.find("aws_kms_alias", value)
                .flatMap(alias -> alias.follow("target_key_id", "aws_kms_key")));
    }

    /** The region of the key that the value names; empty when it is not known. */
    public static Optional<String> region(Value value) {
        String[] arn = value.text().split(":", 6);
        if (arn.length == 6 && arn[2].equals("kms")) {
            return Optional.of(arn[3]);
        }
        return value.target()
                .filter(found -> KEYS.contains(found.type()))
                .map(Resource::region)
                .filter(region -> !region.isEmpty());
    }
}
