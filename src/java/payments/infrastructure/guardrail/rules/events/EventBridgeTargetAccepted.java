package payments.infrastructure.guardrail.rules.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.events.Documents;
import payments.infrastructure.guardrail.events.InputTemplate;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A target of a rule is one that EventBridge can call: an ARN, on the bus of its rule, under an id of its own, with one kind of
 * input that is JSON, and with what some services ask for beside it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html">AWS: Target</a>
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">AWS: targets of EventBridge</a>
 */
@Guardrail(
        id = "eb-target-accepted",
        severity = Severity.HIGH,
        expects = "a target that EventBridge can call, with one input in JSON",
        fix =
                "write the target as PutTargets asks: its ARN, one of input, input_path and input_transformer, the rule's bus",
        why = "EventBridge refuses the target in the middle of an apply, or its events never arrive",
        sources = "ours: Terraform does not compare a target with its rule and its input")
final class EventBridgeTargetAccepted extends ResourceRule {
    private static final List<String> INPUTS = List.of("input", "input_path", "input_transformer");
    private static final String TEMPLATE = "input_transformer.input_template";
    private static final String PATHS = "input_transformer.input_paths";
    private static final int MOST_PATHS = 100;

    /** What EventBridge calls with a role alone, by the service in the ARN. */
    private static final Set<String> WITH_ROLE =
            Set.of("batch", "codebuild", "codepipeline", "ecs", "firehose", "kinesis", "states");

    /** What EventBridge cannot call. */
    private static final Set<String> NEVER =
            Set.of("dynamodb", "elasticloadbalancing", "iam", "kms", "rds", "s3", "secretsmanager");

    private static final Map<String, String> SERVICES = Map.of(
            "aws_sfn_state_machine", "states",
            "aws_kinesis_stream", "kinesis",
            "aws_kinesis_firehose_delivery_stream", "firehose",
            "aws_ecs_cluster", "ecs",
            "aws_batch_job_queue", "batch",
            "aws_codebuild_project", "codebuild",
            "aws_codepipeline", "codepipeline",
            "aws_s3_bucket", "s3",
            "aws_dynamodb_table", "dynamodb");

    /** By type: the attributes that hold an ARN to call. */
    private static final Map<String, Set<String>> ARNS = Map.of(
            "aws_lambda_function", Set.of("arn", "qualified_arn"),
            "aws_lambda_alias", Set.of("arn", "id"),
            "aws_sqs_queue", Set.of("arn"),
            "aws_sns_topic", Set.of("arn", "id"),
            "aws_sfn_state_machine", Set.of("arn", "id"),
            "aws_cloudwatch_event_bus", Set.of("arn"),
            "aws_kinesis_stream", Set.of("arn", "id"),
            "aws_cloudwatch_log_group", Set.of("arn"));

    private static final int SERVICE = 2;
    private static final String BUS = "event_bus_name";
    private static final String DEFAULT_BUS = "default";

    EventBridgeTargetAccepted() {
        super("aws_cloudwatch_event_target");
    }

    @Override
    protected void judge(Resource target, Verdicts verdicts) {
        judgeCallee(target, verdicts);
        judgeQueue(target, verdicts);
        judgeInput(target, verdicts);
        judgeBus(target, verdicts);
        judgeTwins(target, verdicts);
        verdicts.pass("arn", "judged as far as it can be read");
    }

    private static void judgeCallee(Resource target, Verdicts verdicts) {
        Value callee = target.attribute("arn");
        Optional<Resource> named = callee.target();
        boolean other = named.filter(found -> !ARNS.getOrDefault(found.type(), Set.of(callee.targetAttribute()))
                        .contains(callee.targetAttribute()))
                .isPresent();
        boolean text = named.isEmpty() && callee.isKnown() && !callee.text().startsWith("arn:");
        if (other || text) {
            verdicts.fail(
                    "arn",
                    "arn",
                    other
                            ? "%s of %s"
                                    .formatted(
                                            callee.targetAttribute(),
                                            named.get().address())
                            : callee.text(),
                    "the ARN of what is called");
            return;
        }
        String[] parts = callee.text().split(":", -1);
        String service = named.map(found -> SERVICES.getOrDefault(found.type(), ""))
                .orElse(parts.length > SERVICE ? parts[SERVICE] : "");
        if (NEVER.contains(service)) {
            verdicts.fail("arn", "arn", callee.text(), "a target of EventBridge, such as a queue or a function");
        }
        if (WITH_ROLE.contains(service) && target.attribute("role_arn").isAbsent()) {
            verdicts.fail("role_arn", "role_arn", "(absent)", "a role with which EventBridge calls " + service);
        }
    }

    private static void judgeQueue(Resource target, Verdicts verdicts) {
        Value callee = target.attribute("arn");
        Optional<Resource> queue = target.find("aws_sqs_queue", callee);
        boolean fifo = SourceKind.of(target, "arn") == SourceKind.FIFO_QUEUE;
        Value group = target.attribute("sqs_target.message_group_id");
        if (fifo && (group.isAbsent() || group.is(""))) {
            verdicts.fail(
                    "group", "sqs_target.message_group_id", "(absent) for a FIFO queue", "a group for its messages");
        }
        if (fifo && queue.filter(EventBridgeTargetAccepted::isWithoutIds).isPresent()) {
            verdicts.fail(
                    "deduplication",
                    "arn",
                    queue.get().address() + " without content_based_deduplication",
                    "content_based_deduplication: EventBridge gives messages no id");
        }
    }

    private static boolean isWithoutIds(Resource queue) {
        Value ids = queue.attribute("content_based_deduplication");
        return queue.kind() == Resource.Kind.MANAGED && (ids.isAbsent() || ids.isFalse());
    }

    private static void judgeInput(Resource target, Verdicts verdicts) {
        List<String> given = INPUTS.stream().filter(target::has).toList();
        if (given.size() > 1) {
            verdicts.fail("inputs", given.get(0), String.join(" and ", given), "one of them");
        }
        Value input = target.attribute("input");
        if (input.isKnown() && !input.is("") && Documents.read(input.text()).isEmpty()) {
            verdicts.fail("input", "input", input.text(), "JSON; a text stands in quotation marks");
        }
        Value path = target.attribute("input_path");
        if (path.isKnown() && !path.is("") && !InputTemplate.isPath(path.text())) {
            verdicts.fail("input_path", "input_path", path.text(), "a path such as $.detail");
        }
        for (Block transformer : target.blocks("input_transformer")) {
            judgeTransformer(transformer, verdicts);
        }
    }

    private static void judgeTransformer(Block transformer, Verdicts verdicts) {
        Value paths = transformer.attribute("input_paths");
        Set<String> names = new TreeSet<>();
        paths.json().fieldNames().forEachRemaining(names::add);
        if (names.size() > MOST_PATHS) {
            verdicts.fail("paths", PATHS, names.size() + " paths", "at most " + MOST_PATHS);
        }
        for (String name : names) {
            Value path =
                    transformer.block("input_paths").map(all -> all.own(name)).orElse(paths);
            if (!name.matches("[A-Za-z0-9_-]+") || name.startsWith("AWS")) {
                verdicts.fail(
                        name,
                        PATHS,
                        name,
                        "letters, digits, underscores and hyphens, and nothing that begins with AWS");
            } else if (path.isKnown() && !InputTemplate.isPath(path.text())) {
                verdicts.fail(name, PATHS, "%s = %s".formatted(name, path.text()), "a path such as $.detail");
            }
        }
        Value template = transformer.attribute("input_template");
        boolean read = template.isPresent() && !template.text().matches("\\$\\{[^{}]*\\}");
        if (read && (paths.isAbsent() || paths.json().isObject())) {
            InputTemplate.faults(template.text(), names)
                    .forEach(fault -> verdicts.fail("", TEMPLATE, fault.found(), fault.expected()));
        }
    }

    private static void judgeBus(Resource target, Verdicts verdicts) {
        Value name = target.attribute("rule");
        if (name.targetAttribute().equals("arn")
                || (name.isKnown() && name.text().startsWith("arn:"))) {
            verdicts.fail("rule", "rule", name.text(), "the rule's name");
        }
        target.follow("rule", "aws_cloudwatch_event_rule")
                .filter(rule -> target.attribute("rule").target().isPresent())
                .ifPresent(rule -> {
                    String wanted = bus(rule);
                    String found = bus(target);
                    if (!wanted.isEmpty() && !found.isEmpty() && !wanted.equals(found)) {
                        verdicts.fail(BUS, BUS, found, "%s, the bus of %s".formatted(wanted, rule.address()));
                    }
                });
    }

    /** The name of a bus, or the address of one that is made; empty when neither is known. */
    private static String bus(Resource user) {
        Value bus = user.attribute(BUS);
        if (bus.isAbsent() || bus.is("")) {
            return DEFAULT_BUS;
        }
        Optional<Resource> made = user.find("aws_cloudwatch_event_bus", bus);
        return made.map(Resource::address).orElse(bus.isKnown() ? bus.text().replaceFirst(".*:event-bus/", "") : "");
    }

    private static void judgeTwins(Resource target, Verdicts verdicts) {
        String id = target.attribute("target_id").text();
        Stream<Resource> alike = target.alike("target_id").stream()
                .filter(other -> !id.isEmpty() && other.stack().equals(target.stack()))
                .filter(other -> other.attribute("rule")
                        .text()
                        .equals(target.attribute("rule").text()))
                .filter(other ->
                        other.region().equals(target.region()) && bus(other).equals(bus(target)))
                .filter(other -> other.address().compareTo(target.address()) < 0);
        alike.findFirst()
                .ifPresent(twin -> verdicts.fail(
                        "target_id",
                        "target_id",
                        id,
                        "another id than that of " + twin.address() + ", which it replaces"));
    }
}
