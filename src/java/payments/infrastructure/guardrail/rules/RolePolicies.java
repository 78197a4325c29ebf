package payments.infrastructure.guardrail.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.PolicyText;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** The policies of a function's role, as far as the program has them. */
public final class RolePolicies {
    /** AWS's own policies for functions that let them make log groups. */
    private static final Set<String> MAKES_GROUPS = Set.of(
            "AWSLambdaBasicExecutionRole",
            "AWSLambdaVPCAccessExecutionRole",
            "AWSLambdaDynamoDBExecutionRole",
            "AWSLambdaKinesisExecutionRole",
            "AWSLambdaSQSQueueExecutionRole",
            "AWSLambdaMSKExecutionRole",
            "CloudWatchLogsFullAccess",
            "CloudWatchFullAccess",
            "AdministratorAccess",
            "PowerUserAccess");

    private RolePolicies() {}

    /** A policy and what it is called; the document is missing when AWS or another program has it. */
    public record Named(String name, JsonNode document) {}

    /** Every policy of the function's role. */
    public static Stream<Named> of(Resource function) {
        Optional<Resource> role = function.find("aws_iam_role", function.attribute("role"));
        return role.stream().flatMap(RolePolicies::ofRole);
    }

    private static Stream<Named> ofRole(Resource role) {
        Stream<Named> beside = role.referrers("aws_iam_role_policy", "role").stream()
                .map(policy -> new Named(policy.address(), PolicyText.parse(policy.attribute("policy"))));
        Stream<Named> inside = role.blocks("inline_policy").stream()
                .map(policy -> new Named("inline_policy", PolicyText.parse(policy.attribute("policy"))));
        Stream<Named> attached = role.referrers("aws_iam_role_policy_attachment", "role").stream()
                .map(attachment -> managed(attachment, attachment.attribute("policy_arn")));
        Stream<Named> listed =
                role.attribute("managed_policy_arns").elements().stream().map(arn -> managed(role, arn));
        return Stream.of(beside, inside, attached, listed).flatMap(policies -> policies);
    }

    private static Named managed(Resource by, Value arn) {
        return by.find("aws_iam_policy", arn)
                .map(policy -> new Named(policy.address(), PolicyText.parse(policy.attribute("policy"))))
                .orElseGet(() -> new Named(arn.text(), PolicyText.parse(arn)));
    }

    /** Whether a policy allows an action on something, and no statement of it denies it everywhere. */
    public static boolean allows(Named policy, String action) {
        if (policy.document().isMissingNode()) {
            return MAKES_GROUPS.contains(policy.name().substring(policy.name().lastIndexOf('/') + 1));
        }
        List<JsonNode> matching = PolicyText.statements(policy.document())
                .filter(statement -> names(statement, action))
                .toList();
        boolean denied = matching.stream()
                .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                        && !statement.has("Condition")
                        && PolicyText.texts(statement.path("Resource")).anyMatch("*"::equals));
        return !denied
                && matching.stream()
                        .anyMatch(statement -> statement.path("Effect").asText().equals("Allow"));
    }

    private static boolean names(JsonNode statement, String action) {
        return statement.has("NotAction")
                ? PolicyText.texts(statement.path("NotAction")).noneMatch(pattern -> matches(pattern, action))
                : PolicyText.texts(statement.path("Action")).anyMatch(pattern -> matches(pattern, action));
    }

    private static boolean matches(String pattern, String action) {
        String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        return action.toLowerCase(Locale.ROOT).matches(regex);
    }
}
