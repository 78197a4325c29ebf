package payments.emulator.refusal;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service that takes a role tries it at once, and does not know one that was made seconds ago. The provider tries again where
 * it knows the message: so each is as AWS writes it.
 */
final class RoleTooFresh implements Refusal {
    /** AWS names no time (IAM is eventually consistent); seconds are usual, the provider waits for two minutes. */
    static final Duration SPREADING = Duration.ofSeconds(10);

    /**
     * A request that hands a role to a service.
     *
     * @param role takes the ARN out of the request; empty where it hands over none
     */
    private record Handover(String service, String action, Function<AwsCall, String> role, AwsError error) {}

    private static final List<Handover> HANDOVERS = List.of(
            new Handover(
                    "lambda",
                    "",
                    call -> call.path().matches("/2015-03-31/functions/?|/2015-03-31/functions/[^/]+/configuration")
                            ? call.json().path("Role").asText()
                            : "",
                    new AwsError(
                            400,
                            "InvalidParameterValueException",
                            "The role defined for the function cannot be assumed by Lambda.")),
            new Handover(
                    "states",
                    "CreateStateMachine",
                    call -> call.json().path("roleArn").asText(),
                    new AwsError(
                            400,
                            "AccessDeniedException",
                            "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to"
                                    + " assume the provided role.")),
            new Handover(
                    "scheduler",
                    "",
                    call -> call.json().at("/Target/RoleArn").asText(),
                    new AwsError(
                            400,
                            "ValidationException",
                            "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.")),
            new Handover(
                    "rds",
                    "CreateDBInstance",
                    call -> call.parameter("MonitoringRoleArn"),
                    new AwsError(
                            400,
                            "InvalidParameterValue",
                            "IAM role ARN value is invalid or does not include the required permissions for:"
                                    + " ENHANCED_MONITORING")),
            new Handover(
                    "cloudtrail",
                    "CreateTrail",
                    call -> call.json().path("CloudWatchLogsRoleArn").asText(),
                    new AwsError(
                            400,
                            "InvalidCloudWatchLogsRoleArnException",
                            "Access denied. Check the trust relationships for your role.")),
            new Handover(
                    "ec2",
                    "CreateFlowLogs",
                    call -> call.parameter("DeliverLogsPermissionArn"),
                    new AwsError(400, "InvalidParameter", "Unable to assume given IAM role")),
            new Handover(
                    "apigateway",
                    "",
                    call -> call.path().equals("/account")
                            ? call.json().at("/patchOperations/0/value").asText()
                            : "",
                    new AwsError(
                            400,
                            "BadRequestException",
                            "The role ARN does not have required permissions configured. Please grant trust permission for API"
                                    + " Gateway and add the required role policy.")));

    private final Identities identities;

    RoleTooFresh(Identities identities) {
        this.identities = identities;
    }

    @Override
    public String source() {
        return "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (changes are not always immediately visible),"
                + " https://github.com/hashicorp/terraform-provider-aws/issues/44517, and the retries of the provider's source";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        return HANDOVERS.stream()
                .filter(handover -> handover.service().equals(call.service())
                        && handover.action().equals(call.action()))
                .filter(handover -> identities.isYoungerThan(handover.role().apply(call), SPREADING))
                .findFirst()
                .map(Handover::error)
                .orElse(null);
    }
}
