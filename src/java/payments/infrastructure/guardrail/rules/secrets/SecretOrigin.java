package payments.infrastructure.guardrail.rules.secrets;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;

/**
 * Attributes that are secrets by what they are, whatever name they get where they are used.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password">Terraform:
 *     random_password</a>
 */
final class SecretOrigin {
    /** By type: the attributes that are secrets. */
    private static final Map<String, Set<String>> SECRETS = Map.ofEntries(
            Map.entry("random_password", Set.of("result")),
            Map.entry("tls_private_key", Set.of("private_key_pem", "private_key_openssh", "private_key_pem_pkcs8")),
            Map.entry("aws_iam_access_key", Set.of("secret", "ses_smtp_password_v4")),
            Map.entry("aws_secretsmanager_secret_version", Set.of("secret_string", "secret_binary")),
            Map.entry("aws_secretsmanager_random_password", Set.of("random_password")),
            Map.entry("aws_db_instance", Set.of("password")),
            Map.entry("aws_rds_cluster", Set.of("master_password")),
            Map.entry("aws_redshift_cluster", Set.of("master_password")),
            Map.entry("aws_elasticache_replication_group", Set.of("auth_token")),
            Map.entry("aws_cognito_user_pool_client", Set.of("client_secret")),
            Map.entry("aws_lightsail_key_pair", Set.of("private_key")),
            Map.entry("aws_iot_certificate", Set.of("private_key")),
            Map.entry("aws_kms_secrets", Set.of("plaintext")),
            Map.entry("aws_eks_cluster_auth", Set.of("token")),
            Map.entry("aws_ecr_authorization_token", Set.of("password", "authorization_token")),
            Map.entry("aws_api_gateway_api_key", Set.of("value")));

    /** Random, and not marked as sensitive: plans and logs show them. */
    private static final Set<String> SHOWN =
            Set.of("random_string", "random_id", "random_uuid", "random_pet", "random_integer", "random_shuffle");

    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\w.])(" + String.join("|", SECRETS.keySet()) + ")\\.[\\w-]+(?:\\[[^\\]]*])?\\.(\\w+)");

    private static final Pattern SHOWN_MENTION = Pattern.compile(
            "(?<![\\w.])(?:" + SHOWN.stream().sorted().collect(Collectors.joining("|")) + ")\\.[\\w-]+");

    /** What may stand for a secret, and what generates it, also where the program that declares it is not here. */
    private static final Set<String> ALWAYS =
            Set.of("local.", "var.", "module.", "each.value", "random_", "tls_private_key");

    private SecretOrigin() {}

    /**
     * Whether an expression of a stack may lead to a secret, or to something that stands for one: others need not be computed, and a
     * program has many. Of AWS's resources only those lead to one that the stack declares.
     */
    static Predicate<String> likely(Stack stack) {
        List<String> leads = Stream.concat(
                        ALWAYS.stream(),
                        stack.resources().stream()
                                .map(Resource::type)
                                .distinct()
                                .filter(SECRETS::containsKey))
                .toList();
        return written -> {
            for (String lead : leads) {
                if (written.contains(lead)) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * Whether a value is a secret or holds one.
     *
     * @param written the expression as it is written
     */
    static boolean isIn(Value value, String written) {
        return value.target()
                        .filter(target -> attributesOf(target).contains(value.targetAttribute()))
                        .isPresent()
                || mentions(written)
                || mentions(value.text());
    }

    /** Whether a value comes from something random that no plan hides. */
    static boolean isShown(Value value, String written) {
        return value.target().filter(target -> SHOWN.contains(target.type())).isPresent()
                || SHOWN_MENTION.matcher(written).find()
                || (!value.isKnown() && SHOWN_MENTION.matcher(value.text()).find());
    }

    private static Set<String> attributesOf(Resource target) {
        return SECRETS.getOrDefault(target.type(), Set.of());
    }

    private static boolean mentions(String text) {
        if (!MENTION.matcher(text).find()) {
            return false;
        }
        // What is hashed is no secret any more, and such a hash starts a replacement.
        String open =
                text.replaceAll("(?:sha1|sha256|sha512|md5|base64sha256|base64sha512|bcrypt|length)\\([^()]*\\)", "");
        Matcher mention = MENTION.matcher(open);
        while (mention.find()) {
            if (SECRETS.getOrDefault(mention.group(1), Set.of()).contains(mention.group(2))) {
                return true;
            }
        }
        return false;
    }
}
