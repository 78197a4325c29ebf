package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Roles, profiles, providers and attachments are what IAM takes: a role is named where IAM wants a name, a policy by its ARN, and no
 * two roles, policies or profiles of an account differ in capitals alone.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: IAM name requirements; names are
 *     unique without regard to case</a>
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html">AWS:
 *     CreateOpenIDConnectProvider</a>
 */
@Guardrail(
        id = "iam-entity-accepted",
        severity = Severity.HIGH,
        expects = "an entity that IAM takes",
        fix = "write names where IAM asks for names, and ARNs of policies where it asks for policies",
        why = "IAM refuses the entity, and everything that takes the role waits in vain",
        pci = "7.2.5",
        sources = "ours: Terraform passes names and ARNs on as they are written")
final class IamEntityAccepted extends ResourceRule {
    private static final Pattern POLICY =
            Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}|aws|\\$\\{.*}|000000000000)?:policy/.+");
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final int SHA1_CHARACTERS = 40;
    private static final int LONGEST_CLIENT = 255;
    private static final Set<String> NAMED =
            Set.of("aws_iam_role", "aws_iam_policy", "aws_iam_instance_profile", "aws_iam_group", "aws_iam_user");

    IamEntityAccepted() {
        super(
                "aws_iam_group",
                "aws_iam_group_policy_attachment",
                "aws_iam_instance_profile",
                "aws_iam_openid_connect_provider",
                "aws_iam_policy",
                "aws_iam_policy_attachment",
                "aws_iam_role",
                "aws_iam_role_policy",
                "aws_iam_role_policy_attachment",
                "aws_iam_user",
                "aws_iam_user_policy_attachment");
    }

    @Override
    protected void judge(Resource entity, Verdicts verdicts) {
        Refusals refusals = new Refusals();
        if (NAMED.contains(entity.type())) {
            judgeName(entity, refusals);
        }
        Stream.of("policy_arn", "permissions_boundary", "managed_policy_arns")
                .forEach(attribute -> entity.attribute(attribute)
                        .elements()
                        .forEach(policy -> judgePolicy(attribute, policy, refusals)));
        if (!entity.type().equals("aws_iam_role")) {
            Stream.of("role", "roles", "user", "users", "group", "groups")
                    .forEach(attribute -> entity.attribute(attribute)
                            .elements()
                            .forEach(name -> judgeReference(attribute, name, refusals)));
        }
        if (entity.type().equals("aws_iam_openid_connect_provider")) {
            judgeProvider(entity, refusals);
        }
        refusals.say(verdicts, "IAM takes it");
    }

    /** IAM is global: one name in an account, whichever region the provider names. */
    private static void judgeName(Resource entity, Refusals refusals) {
        Value name = entity.attribute("name");
        if (!name.isKnown()) {
            return;
        }
        Optional<Resource> twin = named(entity, name.text()).stream()
                .filter(other -> !other.equals(entity)
                        && other.account().equals(entity.account())
                        && other.environment().equals(entity.environment()))
                .findFirst();
        twin.ifPresent(other -> refusals.add(
                "name",
                "%s, as %s is called".formatted(name.text(), other.path()),
                "a name that no other of its kind has in the account, in whatever capitals"));
    }

    /** The entities of a type by their names in small letters, so that each is compared with its namesakes alone. */
    private record Names(String type, Map<String, List<Resource>> entities) {}

    private record NamesOf(String type) {}

    private static List<Resource> named(Resource entity, String name) {
        Program program = entity.stack().program();
        Names names = program.once(
                Names.class,
                new NamesOf(entity.type()),
                () -> new Names(
                        entity.type(),
                        program.resources(entity.type()).stream()
                                .filter(other -> other.attribute("name").isKnown())
                                .collect(Collectors.groupingBy(
                                        other -> other.attribute("name").text().toLowerCase(Locale.ROOT)))));
        return names.entities().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    private static void judgePolicy(String attribute, Value policy, Refusals refusals) {
        boolean other = policy.target()
                .filter(target -> target.kind() == Resource.Kind.MANAGED
                        && target.type().startsWith("aws_iam_")
                        && !target.type().equals("aws_iam_policy"))
                .isPresent();
        boolean literal = policy.isKnown() && !POLICY.matcher(policy.text()).matches();
        if (other || literal) {
            refusals.add(attribute, policy.text(), "the ARN of a managed policy, arn:aws:iam::ACCOUNT:policy/NAME");
        }
    }

    private static void judgeReference(String attribute, Value name, Refusals refusals) {
        if (name.text().startsWith("arn:")
                || (name.isKnown() && !NAME.matcher(name.text()).matches())) {
            refusals.add(attribute, name.text(), "a name, not an ARN");
        }
    }

    private static void judgeProvider(Resource provider, Refusals refusals) {
        Value url = provider.attribute("url");
        if (url.isKnown() && !url.text().matches("https://[^/?#:]+(/[^?#]*)?")) {
            refusals.add("url", url.text(), "an https URL without port and query");
        }
        for (Value client : provider.attribute("client_id_list").elements()) {
            if (client.isKnown() && (client.text().isBlank() || client.text().length() > LONGEST_CLIENT)) {
                refusals.add("client_id_list", client.text(), "clients of 1 to 255 characters");
            }
        }
        for (Value thumbprint : provider.attribute("thumbprint_list").elements()) {
            if (thumbprint.isKnown() && !thumbprint.text().matches("[0-9a-fA-F]{" + SHA1_CHARACTERS + "}")) {
                refusals.add("thumbprint_list", thumbprint.text(), "SHA-1 as 40 hexadecimal digits");
            }
        }
    }
}
