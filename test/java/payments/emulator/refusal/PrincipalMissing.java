package payments.emulator.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy of a resource names principals that exist: AWS looks each of them up when the policy is written. Roles of other
 * accounts are taken for existing.
 */
final class PrincipalMissing implements Refusal {
    /** The account that the emulator takes everyone for. */
    private static final String ACCOUNT = "123456789012";

    private static final Pattern ACCOUNT_ITSELF = Pattern.compile("\\d{12}|arn:aws[a-z-]*:iam::\\d{12}:root");
    private static final Pattern SESSION =
            Pattern.compile("arn:aws[a-z-]*:sts::\\d{12}:(assumed-role|federated-user)/.+");
    private static final Pattern IDENTITY = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):(role|user)/[^*?]+");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com)");

    private final Identities identities;

    PrincipalMissing(Identities identities) {
        this.identities = identities;
    }

    @Override
    public String source() {
        return "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html,"
                + " https://github.com/aws-samples/minimum-viable-dataspace-on-aws/issues/6 (KMS),"
                + " https://github.com/cloud-custodian/cloud-custodian/issues/4948 (S3),"
                + " https://github.com/hashicorp/terraform-provider-aws/issues/26041 (SNS),"
                + " https://github.com/aws/aws-cdk/issues/15602 (SQS)";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        return refused(call)
                .flatMap(policy -> invalid(policy.document()).map(policy::error))
                .orElse(null);
    }

    /**
     * A policy of a resource, and how its service refuses it.
     *
     * @param message with {@code %s} where the principal is named
     */
    private record ResourcePolicy(String document, String code, String message) {
        AwsError error(String principal) {
            return new AwsError(400, code, message.formatted(principal));
        }
    }

    private static Optional<ResourcePolicy> refused(AwsCall call) {
        if (call.is("kms", "CreateKey", "PutKeyPolicy")) {
            return Optional.of(new ResourcePolicy(
                    call.json().path("Policy").asText(),
                    "MalformedPolicyDocumentException",
                    "Policy contains a statement with one or more invalid principals."));
        }
        if (call.service().equals("s3")
                && call.method().equals("PUT")
                && call.query().containsKey("policy")) {
            return Optional.of(new ResourcePolicy(call.body(), "MalformedPolicy", "Invalid principal in policy"));
        }
        if (call.is("iam", "CreateRole", "UpdateAssumeRolePolicy")) {
            return Optional.of(new ResourcePolicy(
                    call.parameter("AssumeRolePolicyDocument") + call.parameter("PolicyDocument"),
                    "MalformedPolicyDocument",
                    "Invalid principal in policy: \"AWS\":\"%s\""));
        }
        if (call.is("sns", "SetTopicAttributes")
                && call.parameter("AttributeName").equals("Policy")) {
            return Optional.of(new ResourcePolicy(
                    call.parameter("AttributeValue"),
                    "InvalidParameter",
                    "Invalid parameter: Policy Error: PrincipalNotFound"));
        }
        if (call.is("sqs", "SetQueueAttributes", "CreateQueue")) {
            return Optional.of(new ResourcePolicy(
                    call.json().path("Attributes").path("Policy").asText(),
                    "InvalidAttributeValue",
                    "Invalid value for the parameter Policy."));
        }
        return Optional.empty();
    }

    private Optional<String> invalid(String document) {
        JsonNode statements = AwsCall.json(document).path("Statement");
        List<JsonNode> principals = new ArrayList<>();
        (statements.isArray() ? statements : List.of(statements)).forEach(statement -> {
            principals.add(statement.path("Principal"));
            principals.add(statement.path("NotPrincipal"));
        });
        return principals.stream()
                .flatMap(principal -> invalidOf(principal).stream())
                .findFirst();
    }

    private Optional<String> invalidOf(JsonNode principal) {
        List<String> wrong = new ArrayList<>();
        each(principal.path("AWS")).stream().filter(named -> !isIdentity(named)).forEach(wrong::add);
        each(principal.path("Service")).stream()
                .filter(named -> !SERVICE.matcher(named).matches())
                .forEach(wrong::add);
        return wrong.stream().findFirst();
    }

    private static List<String> each(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        }
        oneOrMany.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private boolean isIdentity(String named) {
        if (named.equals("*")
                || ACCOUNT_ITSELF.matcher(named).matches()
                || SESSION.matcher(named).matches()) {
            return true;
        }
        var identity = IDENTITY.matcher(named);
        return identity.matches() && (!identity.group(1).equals(ACCOUNT) || identities.exists(named));
    }

    @Override
    public void accepted(AwsCall call, String answer) {
        identities.accepted(call, answer);
    }
}
