package payments.infrastructure.guardrail.rules.reality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.reality.IamAction;
import payments.infrastructure.reality.IamActions;

/**
 * Finds what services do with the roles of a program. Of services of which the actions depend on more than the resource says, nothing
 * is found. What concerns keys is left to the rules on keys.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">AWS: permissions for queues as event
 *     sources</a>, and the pages of the same name on streams
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">AWS: permissions for functions in a VPC</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">AWS: permissions for
 *     live replication</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html">AWS: a role for flow logs</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html">AWS: policies for
 *     integrated services</a>
 */
final class ServiceNeeds {
    static final String[] TYPES = {
        "aws_cloudtrail",
        "aws_cloudwatch_event_target",
        "aws_flow_log",
        "aws_lambda_event_source_mapping",
        "aws_lambda_function",
        "aws_lambda_function_event_invoke_config",
        "aws_s3_bucket_replication_configuration",
        "aws_scheduler_schedule",
        "aws_sfn_state_machine"
    };

    /** What brings a message, an event or a call to something, by the service in its ARN. */
    private static final Map<String, List<String>> SENDS = Map.of(
            "sqs", List.of("sqs:SendMessage"),
            "sns", List.of("sns:Publish"),
            "lambda", List.of("lambda:InvokeFunction"),
            "states", List.of("states:StartExecution"),
            "events", List.of("events:PutEvents"),
            "kinesis", List.of("kinesis:PutRecord"),
            "firehose", List.of("firehose:PutRecord"));

    private static final Map<String, List<String>> READS = Map.of(
            "sqs", List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
            "dynamodb", List.of("dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"),
            "kinesis", List.of("kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"));

    private static final List<String> INTERFACES =
            List.of("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface");
    private static final List<String> TRACES = List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");
    private static final List<String> STREAMS = List.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final List<String> LOG_DELIVERY = List.of(
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies");

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:([a-z0-9-]+):.*", Pattern.DOTALL);
    private static final Pattern UNIVERSAL =
            Pattern.compile("arn:[^:]*:scheduler:::aws-sdk:([a-z0-9]+):([A-Za-z0-9]+)");
    private static final String FUNCTION = "aws_lambda_function";
    private static final String ANY = "*";

    private final Resource resource;
    private final List<ServiceNeed> needs = new ArrayList<>();

    private ServiceNeeds(Resource resource) {
        this.resource = resource;
    }

    /** What a resource of one of {@link #TYPES} needs. */
    static List<ServiceNeed> of(Resource resource) {
        ServiceNeeds search = new ServiceNeeds(resource);
        switch (resource.type()) {
            case "aws_cloudtrail" -> search.trail();
            case "aws_cloudwatch_event_target" -> search.sends(resource.attribute("role_arn"), "arn");
            case "aws_flow_log" -> search.flowLog();
            case "aws_lambda_event_source_mapping" -> search.eventSource();
            case "aws_lambda_function" -> search.function();
            case "aws_lambda_function_event_invoke_config" -> search.destinations();
            case "aws_s3_bucket_replication_configuration" -> search.replication();
            case "aws_scheduler_schedule" -> search.schedule();
            default -> search.stateMachine();
        }
        return search.needs;
    }

    private void eventSource() {
        callee().ifPresent(function -> {
            Value role = function.attribute("role");
            Value source = resource.attribute("event_source_arn");
            String arn = arn(source);
            List<String> reads = READS.getOrDefault(service(arn), List.of());
            needs.add(new ServiceNeed(
                    role, "event_source_arn", service(arn).equals("dynamodb") ? stream(arn) : arn, reads));
            sends(role, "destination_config.on_failure.destination_arn");
        });
    }

    /** Any stream of a table; one that is written out is taken as it stands. */
    private static String stream(String arn) {
        return arn.contains("/stream/") || arn.contains("stream_arn") ? arn : arn + "/stream/label";
    }

    private void destinations() {
        callee().ifPresent(function -> {
            sends(function.attribute("role"), "destination_config.on_failure.destination");
            sends(function.attribute("role"), "destination_config.on_success.destination");
        });
    }

    private void function() {
        Value role = resource.attribute("role");
        if (resource.has("vpc_config.subnet_ids")) {
            needs.add(new ServiceNeed(role, "vpc_config", ANY, INTERFACES));
        }
        if (resource.attribute("tracing_config.mode").is("Active")) {
            needs.add(new ServiceNeed(role, "tracing_config.mode", ANY, TRACES));
        }
        sends(role, "dead_letter_config.target_arn");
    }

    private void trail() {
        if (resource.has("cloud_watch_logs_role_arn")) {
            needs.add(new ServiceNeed(
                    resource.attribute("cloud_watch_logs_role_arn"),
                    "cloud_watch_logs_group_arn",
                    logStream(
                            arn(resource.attribute("cloud_watch_logs_group_arn")),
                            "%s_CloudTrail_%s".formatted(resource.account(), resource.region())),
                    STREAMS));
        }
    }

    private void flowLog() {
        Value type = resource.attribute("log_destination_type");
        if (resource.has("iam_role_arn") && (type.isAbsent() || type.is("cloud-watch-logs"))) {
            needs.add(new ServiceNeed(
                    resource.attribute("iam_role_arn"),
                    "log_destination",
                    logStream(arn(resource.attribute("log_destination")), "eni"),
                    STREAMS));
        }
    }

    private static String logStream(String group, String stream) {
        return "%s:log-stream:%s".formatted(group.replaceFirst(":\\*$", ""), stream);
    }

    private void replication() {
        Value role = resource.attribute("role");
        String source = bucketArn(resource.attribute("bucket"));
        needs.add(new ServiceNeed(role, "bucket", source, List.of("s3:GetReplicationConfiguration", "s3:ListBucket")));
        needs.add(new ServiceNeed(
                role,
                "bucket",
                source + "/object",
                List.of("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging")));
        for (Block rule : resource.blocks("rule")) {
            List<String> writes = new ArrayList<>(List.of("s3:ReplicateObject", "s3:ReplicateTags"));
            if (rule.attribute("delete_marker_replication.status").is("Enabled")) {
                writes.add("s3:ReplicateDelete");
            }
            String target = bucketArn(rule.attribute("destination.bucket"));
            needs.add(new ServiceNeed(role, "rule.destination.bucket", target + "/object", writes));
        }
    }

    private String bucketArn(Value bucket) {
        return resource.find("aws_s3_bucket", bucket).map(Resource::arn).orElse(bucket.text());
    }

    private void schedule() {
        Value role = resource.attribute("target.role_arn");
        Matcher universal = UNIVERSAL.matcher(resource.attribute("target.arn").text());
        if (universal.matches()) {
            String action = "%s:%s".formatted(prefix(universal.group(1)), universal.group(2));
            List<String> known = IamActions.known().matching(action).stream()
                    .map(IamAction::name)
                    .toList();
            needs.add(new ServiceNeed(role, "target.arn", "", known));
        } else {
            sends(role, "target.arn");
        }
        sends(role, "target.dead_letter_config.arn");
    }

    /** The prefix of a service's actions, where the SDK calls the service otherwise. */
    private static String prefix(String sdk) {
        return switch (sdk) {
            case "sfn" -> "states";
            case "eventbridge" -> "events";
            case "cloudwatchlogs" -> "logs";
            default -> sdk;
        };
    }

    private void stateMachine() {
        Value role = resource.attribute("role_arn");
        if (resource.attribute("tracing_configuration.enabled").isTrue()) {
            needs.add(new ServiceNeed(role, "tracing_configuration.enabled", ANY, TRACES));
        }
        if (resource.has("logging_configuration.log_destination")
                && !resource.attribute("logging_configuration.level").is("OFF")) {
            needs.add(new ServiceNeed(role, "logging_configuration", ANY, LOG_DELIVERY));
        }
        resource.blocks("definition").forEach(root -> states(role, root));
    }

    private void states(Value role, Block part) {
        for (Block states : part.blocks("States")) {
            states.body().fieldNames().forEachRemaining(name -> states.block(name)
                    .ifPresent(state -> state(role, state)));
        }
    }

    private void state(Value role, Block state) {
        String integration = state.attribute("Resource").text();
        if (integration.contains(":states:::lambda:invoke")) {
            calls(role, state, "FunctionName");
        } else if (integration.contains(":states:::sns:publish")) {
            calls(role, state, "TopicArn");
        } else if (integration.contains(":states:::states:startExecution")) {
            calls(role, state, "StateMachineArn");
        } else if (!integration.contains(":states:::")) {
            sends(role, "definition", state.attribute("Resource"));
        }
        List.of("ItemProcessor", "Iterator")
                .forEach(inner -> state.blocks(inner).forEach(processor -> states(role, processor)));
        state.blocks("Branches").forEach(branch -> states(role, branch));
    }

    private void calls(Value role, Block state, String argument) {
        Value callee = state.attribute("Parameters." + argument);
        sends(role, "definition", callee.isPresent() ? callee : state.attribute("Arguments." + argument));
    }

    private void sends(Value role, String attribute) {
        sends(role, attribute, resource.attribute(attribute));
    }

    private void sends(Value role, String attribute, Value to) {
        String arn = arn(to);
        List<String> actions = SENDS.getOrDefault(service(arn), List.of());
        if (role.isPresent() && !actions.isEmpty()) {
            needs.add(new ServiceNeed(role, attribute, arn, actions));
        }
    }

    /** The function that is called, by itself or by an alias. */
    private Optional<Resource> callee() {
        Value named = resource.attribute("function_name");
        return resource.find("aws_lambda_alias", named)
                .flatMap(alias -> alias.find(FUNCTION, alias.attribute("function_name")))
                .or(() -> resource.find(FUNCTION, named));
    }

    private static String arn(Value value) {
        return value.target()
                .filter(target -> value.targetAttribute().endsWith("arn")
                        && !value.targetAttribute().startsWith("qualified"))
                .map(Resource::arn)
                .orElse(value.text());
    }

    private static String service(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
