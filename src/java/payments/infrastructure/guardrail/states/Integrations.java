package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a task may call: a function, an activity, a call that Step Functions has made its own, or any call of the SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html">AWS: optimized integrations and
 *     their patterns</a>
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html">AWS: SDK integrations</a>
 */
final class Integrations {
    private static final Pattern INTEGRATION = Pattern.compile("arn:aws[a-z-]*:states:::(.+)");
    private static final Pattern SDK = Pattern.compile("aws-sdk:[a-z0-9]+:[a-z][A-Za-z0-9]*(\\.waitForTaskToken)?");
    private static final Pattern OWN = Pattern.compile(
            "arn:aws[a-z-]*:(lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]+(:[\\w$-]+)?|states:[a-z0-9-]+:\\d{12}:activity:.+)");

    /** Which patterns a call has beside the plain one, then the service and its calls. */
    private static final Map<String, List<String>> CALLS = calls("""
            - athena stopQueryExecution getQueryExecution getQueryResults
            - codebuild stopBuild stopBuildBatch deleteBuildBatch batchDeleteBuilds batchGetReports
            - dynamodb getItem putItem deleteItem updateItem
            - elasticmapreduce cancelStep setClusterTerminationProtection modifyInstanceFleetByName modifyInstanceGroupByName
            - http invoke
            - sagemaker createEndpoint createEndpointConfig createModel updateEndpoint
            .sync athena startQueryExecution
            .sync batch submitJob
            .sync bedrock createModelCustomizationJob
            .sync codebuild startBuild startBuildBatch retryBuildBatch
            .sync databrew startJobRun
            .sync elasticmapreduce createCluster terminateCluster addStep
            .sync emr-containers createVirtualCluster deleteVirtualCluster startJobRun
            .sync emr-serverless createApplication startApplication stopApplication deleteApplication startJobRun cancelJobRun
            .sync glue startJobRun
            .sync mediaconvert createJob
            .sync sagemaker createHyperParameterTuningJob createLabelingJob createProcessingJob createTrainingJob createTransformJob
            .sync,.waitForTaskToken ecs runTask
            .sync,.waitForTaskToken eks createCluster deleteCluster createFargateProfile deleteFargateProfile createNodegroup
            .sync,.waitForTaskToken eks deleteNodegroup runJob call
            .sync,.sync:2,.waitForTaskToken states startExecution
            .waitForTaskToken apigateway invoke
            .waitForTaskToken bedrock invokeModel
            .waitForTaskToken events putEvents
            .waitForTaskToken lambda invoke
            .waitForTaskToken sns publish
            .waitForTaskToken sqs sendMessage
            """);

    private Integrations() {}

    private static Map<String, List<String>> calls(String lines) {
        Map<String, List<String>> calls = new TreeMap<>();
        lines.lines().map(line -> List.of(line.split(" "))).forEach(words -> words.stream()
                .skip(2)
                .forEach(call -> calls.put(
                        "%s:%s".formatted(words.get(1), call),
                        List.of(words.get(0).split(",")))));
        return calls;
    }

    /** What an ARN of an integration calls, such as {@code s3:getObject}; empty for any other ARN. */
    static Optional<String> call(String arn) {
        Matcher integration = INTEGRATION.matcher(arn);
        return integration.matches() ? Optional.of(integration.group(1)) : Optional.empty();
    }

    /** The ARNs of calls, for a message. */
    static String arns(Set<String> calls) {
        return calls.stream().sorted().map("arn:aws:states:::"::concat).collect(Collectors.joining(", "));
    }

    /** Judges what a task calls. */
    static void judge(String state, JsonNode resource, boolean express, Faults faults) {
        if (Faults.isOpen(resource)) {
            return;
        }
        String arn = resource.asText();
        Optional<String> integration = call(arn);
        if (integration.isEmpty()) {
            if (!OWN.matcher(arn).matches()) {
                faults.add(state, "Resource " + resource, "the ARN of a function, an activity or an integration");
            }
            return;
        }
        String call = integration.get();
        String pattern = call.replaceFirst("^[^.]*", "");
        if (call.startsWith("aws-sdk:")) {
            if (!SDK.matcher(call).matches()) {
                faults.add(state, "Resource " + resource, "aws-sdk:service:call, such as aws-sdk:dynamodb:query");
            }
        } else {
            judge(state, call.substring(0, call.length() - pattern.length()), pattern, faults);
        }
        if (express && !pattern.isEmpty()) {
            faults.add(state, "%s in an express workflow".formatted(pattern), "a call that is answered at once");
        }
    }

    private static void judge(String state, String call, String pattern, Faults faults) {
        List<String> patterns = CALLS.getOrDefault(call, List.of());
        String service = call.replaceFirst(":.*", ":");
        if (patterns.isEmpty()) {
            List<String> alike = CALLS.keySet().stream()
                    .filter(known -> known.startsWith(service))
                    .toList();
            faults.add(
                    state,
                    "Resource arn:aws:states:::" + call,
                    alike.isEmpty()
                            ? "aws-sdk:service:call for a service without its own calls"
                            : "one of " + String.join(", ", alike));
        } else if (!pattern.isEmpty() && !patterns.contains(pattern)) {
            faults.add(state, "%s of %s".formatted(pattern, call), "one of no suffix, " + String.join(", ", patterns));
        }
    }
}
