package payments.infrastructure.guardrail.rules.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/**
 * With which services a program uses each of its roles: a function that is given a role runs with it in Lambda, an instance profile gives it
 * to EC2. What gives a role to a service that is not known here leaves open who uses it.
 */
final class RoleUse {
    /** By the begin of a type, the longer ones first: the services that take a role from such a resource. */
    private static final List<Map.Entry<String, Set<String>>> TAKERS = List.of(
            Map.entry("aws_api_gateway_", Set.of("apigateway")),
            Map.entry("aws_apigatewayv2_", Set.of("apigateway")),
            Map.entry("aws_appsync_", Set.of("appsync")),
            Map.entry("aws_backup_", Set.of("backup")),
            Map.entry("aws_batch_", Set.of("batch", "ecs-tasks", "ec2", "spotfleet")),
            Map.entry("aws_cloudtrail", Set.of("cloudtrail")),
            Map.entry("aws_cloudwatch_event_", Set.of("events")),
            Map.entry("aws_cloudwatch_log_", Set.of("logs")),
            Map.entry("aws_cloudwatch_metric_stream", Set.of("streams.metrics.cloudwatch")),
            Map.entry("aws_codebuild_", Set.of("codebuild")),
            Map.entry("aws_codedeploy_", Set.of("codedeploy")),
            Map.entry("aws_codepipeline", Set.of("codepipeline")),
            Map.entry("aws_config_", Set.of("config")),
            Map.entry("aws_db_", Set.of("rds", "monitoring.rds")),
            Map.entry("aws_dms_", Set.of("dms")),
            Map.entry("aws_ecs_", Set.of("ecs", "ecs-tasks")),
            Map.entry("aws_eks_node_group", Set.of("ec2")),
            Map.entry("aws_eks_", Set.of("eks", "eks-fargate", "eks-fargate-pods", "pods.eks")),
            Map.entry("aws_flow_log", Set.of("vpc-flow-logs", "delivery.logs")),
            Map.entry("aws_glue_", Set.of("glue")),
            Map.entry("aws_iam_instance_profile", Set.of("ec2", "ssm")),
            Map.entry("aws_kinesis_firehose_", Set.of("firehose")),
            Map.entry("aws_lambda_", Set.of("lambda", "edgelambda")),
            Map.entry("aws_pipes_", Set.of("pipes")),
            Map.entry("aws_rds_", Set.of("rds", "monitoring.rds", "export.rds")),
            Map.entry("aws_s3_", Set.of("s3", "batchoperations.s3")),
            Map.entry("aws_s3control_", Set.of("batchoperations.s3", "access-grants.s3")),
            Map.entry("aws_sagemaker_", Set.of("sagemaker")),
            Map.entry("aws_scheduler_", Set.of("scheduler")),
            Map.entry("aws_sfn_", Set.of("states")),
            Map.entry("aws_sns_", Set.of("sns")),
            Map.entry("aws_ssm_", Set.of("ssm")),
            Map.entry("aws_transfer_", Set.of("transfer")));

    /** Attributes that give a role away, and not only name it as {@code PassRole} or a policy does. */
    private static final Pattern ROLE = Pattern.compile("(?i)(?:.*_)?(?:role|rolearn|role_arn|credentials(?:_arn)?)");

    private static final Pattern PRINCIPAL = Pattern.compile(
            "([a-z0-9.-]+?)(?:\\.[a-z]{2}(?:-[a-z]+)+-[0-9])?\\.(?:amazonaws\\.com(?:\\.cn)?|\\$\\{.*})");

    private final Map<Resource, Set<String>> services = new HashMap<>();
    private final Set<Resource> open = new LinkedHashSet<>();

    private RoleUse(Program program) {
        program.resources()
                .filter(resource -> !resource.type().startsWith("aws_iam_")
                        || resource.type().equals("aws_iam_instance_profile"))
                .forEach(this::read);
    }

    static RoleUse of(Program program) {
        return program.once(RoleUse.class, RoleUse.class, () -> new RoleUse(program));
    }

    private void read(Resource user) {
        paths(user.body(), "")
                .distinct()
                .flatMap(path -> user.attributes(path).stream())
                .flatMap(value -> user.find("aws_iam_role", value).stream())
                .forEach(role -> takers(user.type())
                        .ifPresentOrElse(
                                takers -> services.computeIfAbsent(role, key -> new LinkedHashSet<>())
                                        .addAll(takers),
                                () -> open.add(role)));
    }

    private static Stream<String> paths(JsonNode node, String before) {
        if (node.isArray()) {
            return Stream.iterate(0, index -> index < node.size(), index -> index + 1)
                    .flatMap(index -> paths(node.get(index), before));
        }
        return node.properties().stream()
                .filter(member -> !member.getKey().equals("//"))
                .flatMap(member -> member.getValue().isContainerNode()
                        ? paths(member.getValue(), before + member.getKey() + ".")
                        : ROLE.matcher(member.getKey()).matches() ? Stream.of(before + member.getKey()) : Stream.of());
    }

    private static Optional<Set<String>> takers(String type) {
        return TAKERS.stream()
                .filter(taker -> type.startsWith(taker.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    /** The services with which the program uses a role; empty where it uses it with none, or it is not known with which. */
    Set<String> services(Resource role) {
        return open.contains(role) ? Set.of() : services.getOrDefault(role, Set.of());
    }

    /** What a service is called among them: {@code states} of {@code states.us-east-1.amazonaws.com}. */
    static String name(String principal) {
        var written = PRINCIPAL.matcher(principal);
        return written.matches() ? written.group(1) : principal;
    }
}
