package payments.infrastructure.guardrail.rules.workflow;

import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;

/**
 * The errors of a call of Lambda that pass by themselves, as Step Functions names them: those of the service, and those of what the
 * function has. What only a change of the program mends, such as a key that is disabled, is not here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">AWS: errors of Invoke</a>
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception">AWS:
 *     handling transient Lambda service exceptions</a>
 */
final class LambdaErrors {
    private static final Set<String> ALWAYS = Set.of(
            "Lambda.AWSLambdaException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.ResourceConflictException",
            "Lambda.SdkClientException",
            "Lambda.ServiceException",
            "Lambda.TooManyRequestsException");
    private static final Set<String> IN_NETWORK = Set.of(
            "Lambda.EC2ThrottledException",
            "Lambda.EC2UnexpectedException",
            "Lambda.ENILimitReachedException",
            "Lambda.ResourceNotReadyException",
            "Lambda.SubnetIPAddressLimitReachedException");
    private static final Set<String> WITH_SNAPSHOT =
            Set.of("Lambda.SnapStartNotReadyException", "Lambda.SnapStartTimeoutException");
    private static final Set<String> WITH_FILES =
            Set.of("Lambda.EFSMountConnectivityException", "Lambda.EFSMountTimeoutException");

    private LambdaErrors() {}

    /** Those that a call of this function may meet, in the order of the alphabet. */
    static Set<String> passing(Resource function) {
        Set<String> errors = new TreeSet<>(ALWAYS);
        if (!function.blocks("vpc_config").isEmpty()) {
            errors.addAll(IN_NETWORK);
        }
        if (function.attribute("snap_start.apply_on").is("PublishedVersions")) {
            errors.addAll(WITH_SNAPSHOT);
        }
        if (!function.blocks("file_system_config").isEmpty()) {
            errors.addAll(WITH_FILES);
        }
        return errors;
    }
}
