package payments.emulator.refusal;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.DocumentSizes;
import payments.infrastructure.reality.DocumentSizes.DocumentSize;

/** Each document has a size that it may have; the emulator asks for none of them. */
final class DocumentTooLarge implements Refusal {
    /**
     * A document in a request. How large it may be, and how that is counted, is in {@code document-sizes.tsv}.
     *
     * @param id of its size
     * @param document takes it out of the request; empty where there is none
     * @param source of the answer
     */
    private record Limit(
            String id,
            String service,
            Set<String> actions,
            Function<AwsCall, String> document,
            AwsError error,
            String source) {
        boolean isExceededBy(AwsCall call) {
            return service.equals(call.service())
                    && actions.contains(call.action())
                    && size(id).measure(document.apply(call)) > size(id).most();
        }
    }

    private static final List<Limit> LIMITS = List.of(
            new Limit(
                    "iam-managed-policy",
                    "iam",
                    Set.of("CreatePolicy", "CreatePolicyVersion"),
                    call -> call.parameter("PolicyDocument"),
                    new AwsError(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144"),
                    "https://github.com/ministryofjustice/cloud-platform-environments/pull/14473"),
            new Limit(
                    "iam-trust-policy",
                    "iam",
                    Set.of("CreateRole", "UpdateAssumeRolePolicy"),
                    call -> call.parameter("AssumeRolePolicyDocument") + call.parameter("PolicyDocument"),
                    new AwsError(409, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048"),
                    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
            new Limit(
                    "kms-key-policy",
                    "kms",
                    Set.of("CreateKey", "PutKeyPolicy"),
                    call -> call.json().path("Policy").asText(),
                    new AwsError(
                            400, "LimitExceededException", "The key policy exceeds the maximum size of 32768 bytes."),
                    "https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html"),
            new Limit(
                    "s3-bucket-policy",
                    "s3",
                    Set.of(""),
                    call -> call.method().equals("PUT") && call.query().containsKey("policy") ? call.body() : "",
                    new AwsError(400, "PolicyTooLarge", "Policy exceeds the maximum allowed document size."),
                    "https://github.com/minio/minio/issues/8625 (MinIO's words, which imitates S3)"),
            new Limit(
                    "sqs-queue-policy",
                    "sqs",
                    Set.of("CreateQueue", "SetQueueAttributes"),
                    call -> call.json().path("Attributes").path("Policy").asText(),
                    new AwsError(403, "OverLimit", "Submitted policy is over max allowed size."),
                    "https://github.com/justeattakeaway/JustSaying/issues/211"),
            new Limit(
                    "sns-topic-policy",
                    "sns",
                    Set.of("SetTopicAttributes"),
                    call -> call.parameter("AttributeName").equals("Policy") ? call.parameter("AttributeValue") : "",
                    new AwsError(400, "InvalidParameter", "Invalid parameter: Policy Error: null"),
                    "https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html"),
            new Limit(
                    "secret-value",
                    "secretsmanager",
                    Set.of("CreateSecret", "PutSecretValue"),
                    call -> call.json().path("SecretString").asText(),
                    longer("secretString", 65_536),
                    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html"),
            new Limit(
                    "secret-policy",
                    "secretsmanager",
                    Set.of("PutResourcePolicy"),
                    call -> call.json().path("ResourcePolicy").asText(),
                    longer("resourcePolicy", 20_480),
                    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html"),
            new Limit(
                    "parameter-value",
                    "ssm",
                    Set.of("PutParameter"),
                    call -> call.json().path("Tier").asText().equals("Advanced")
                            ? ""
                            : call.json().path("Value").asText(),
                    new AwsError(
                            400,
                            "ValidationException",
                            "Standard tier parameters support a maximum parameter value of 4096 characters."),
                    "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"),
            new Limit(
                    "log-resource-policy",
                    "logs",
                    Set.of("PutResourcePolicy"),
                    call -> call.json().path("policyDocument").asText(),
                    longer("policyDocument", 5_120),
                    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html"),
            new Limit(
                    "lambda-environment",
                    "lambda",
                    Set.of(""),
                    DocumentTooLarge::environment,
                    new AwsError(
                            400,
                            "InvalidParameterValueException",
                            "Lambda was unable to configure your environment variables because the environment variables you"
                                    + " have provided exceeded the 4KB limit."),
                    "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/3594"),
            new Limit(
                    "state-machine",
                    "states",
                    Set.of("CreateStateMachine", "UpdateStateMachine"),
                    call -> call.json().path("definition").asText(),
                    longer("definition", 1_048_576),
                    "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html"));

    @Override
    public String source() {
        return String.join(", ", LIMITS.stream().map(Limit::source).distinct().toList());
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        return LIMITS.stream()
                .filter(limit -> limit.isExceededBy(call))
                .findFirst()
                .map(Limit::error)
                .orElse(null);
    }

    private static DocumentSize size(String id) {
        return DocumentSizes.all().stream()
                .filter(size -> size.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("document-sizes.tsv has no row " + id));
    }

    /** What services answer to a text that is longer than their model allows. */
    private static AwsError longer(String member, int most) {
        return new AwsError(
                400,
                "ValidationException",
                "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length less than or equal to %d"
                        .formatted(member, most));
    }

    /** The table counts names and values, and so does this, without the JSON around them. */
    private static String environment(AwsCall call) {
        boolean configures = call.path().matches("/2015-03-31/functions/?|/2015-03-31/functions/[^/]+/configuration")
                && !call.method().equals("GET");
        StringBuilder all = new StringBuilder();
        if (configures) {
            call.json().at("/Environment/Variables").properties().forEach(variable -> all.append(variable.getKey())
                    .append(variable.getValue().asText()));
        }
        return all.toString();
    }

    /** IAM counts no white space. */
    static int withoutWhiteSpace(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
