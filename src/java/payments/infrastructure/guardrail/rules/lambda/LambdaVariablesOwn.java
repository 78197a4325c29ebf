package payments.infrastructure.guardrail.rules.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.EnvironmentNames;
import payments.infrastructure.guardrail.rules.GlobalTable;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * A variable that names a table, bucket, queue, topic, workflow or function names one of the function's own environment and region.
 * Variables of the payment service must name resources of the program; of other functions only those are found that name a resource
 * that the program has in another environment, or has here but for the word of the environment in the name.
 */
@Guardrail(
        id = "lambda-env-own-resources",
        severity = Severity.HIGH,
        expects = "names of resources of the function's own environment and region",
        fix = "refer to the resource instead of spelling its name",
        why = "A function of production that works on the table of a test loses payments where nobody looks for them",
        sources = "ours: public checks do not know what variables name")
final class LambdaVariablesOwn extends ResourceRule {
    private static final Set<String> HANDLERS = Stream.of(FunctionContract.values())
            .map(FunctionContract::handlerClass)
            .collect(Collectors.toUnmodifiableSet());

    /** By variable: the type of what it names. */
    private static final Map<FunctionVariable, String> NAMED = Map.of(
            FunctionVariable.DYNAMODB_TABLE, "aws_dynamodb_table",
            FunctionVariable.AUDIT_TABLE, "aws_dynamodb_table",
            FunctionVariable.STATUS_TABLE, "aws_dynamodb_table",
            FunctionVariable.PAYMENT_QUEUE_URL, "aws_sqs_queue",
            FunctionVariable.SNS_TOPIC_ARN, "aws_sns_topic",
            FunctionVariable.REPORT_BUCKET, "aws_s3_bucket",
            FunctionVariable.QUARANTINE_BUCKET, "aws_s3_bucket",
            FunctionVariable.PAYMENT_WORKFLOW_ARN, "aws_sfn_state_machine",
            FunctionVariable.QUEUE_WORKFLOW_ARN, "aws_sfn_state_machine",
            FunctionVariable.LARGE_FILE_MACHINE_ARN, "aws_sfn_state_machine");

    private static final List<String> TYPES = List.of(
            "aws_dynamodb_table",
            "aws_sqs_queue",
            "aws_sns_topic",
            "aws_s3_bucket",
            "aws_sfn_state_machine",
            "aws_lambda_function");

    LambdaVariablesOwn() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        boolean ofService =
                HANDLERS.contains(function.attribute("handler").text().replaceFirst("::.*", ""));
        Refusals refusals = new Refusals();
        variables(function).forEach((name, value) -> {
            Optional<String> type = ofService
                    ? NAMED.entrySet().stream()
                            .filter(named -> named.getKey().name().equals(name))
                            .map(Map.Entry::getValue)
                            .findFirst()
                    : Optional.empty();
            if (type.isPresent()) {
                judgeNamed(function, name, value, type.get(), refusals);
            } else {
                judgeOther(function, name, value, refusals);
            }
        });
        refusals.say(verdicts, "no variable names what is elsewhere");
    }

    private static Map<String, Value> variables(Resource function) {
        Map<String, Value> variables = new LinkedHashMap<>();
        for (Block block : function.blocks("environment.variables")) {
            block.body().fieldNames().forEachRemaining(name -> variables.put(name, block.own(name)));
        }
        return variables;
    }

    private static void judgeNamed(Resource function, String name, Value value, String type, Refusals refusals) {
        Optional<Resource> found = function.find(type, value).or(() -> value.target(type));
        boolean copy = type.equals("aws_dynamodb_table")
                && GlobalTable.hasCopy(function.stack().program(), value, function.region());
        boolean open = Refusals.closed(value.text()).startsWith("${");
        if ((found.isPresent() && found.get().isBeside(function)) || copy || (found.isEmpty() && open)) {
            return;
        }
        refusals.add(
                "environment.variables." + name,
                value.text(),
                "an %s of the function's environment, in %s".formatted(type, function.region()));
    }

    /** Only what the program has in another environment alone, or here but for the word of the environment, is surely wrong. */
    private static void judgeOther(Resource function, String name, Value value, Refusals refusals) {
        if (!value.isKnown() || value.text().length() < 3) {
            return;
        }
        if (EnvironmentNames.of(function).haveInAnother(value.text())) {
            refusals.add("environment.variables." + name, value.text(), "a resource of the function's environment");
            return;
        }
        if (function.environment().isEmpty()) {
            return;
        }
        for (String type : TYPES) {
            List<Resource> called = function.stack().program().saying(type, attribute(type), value.text());
            if (!called.isEmpty()
                    && called.stream()
                            .noneMatch(one -> one.environment().isEmpty()
                                    || one.environment().equals(function.environment()))) {
                refusals.add(
                        "environment.variables." + name,
                        "%s, of the environment %s"
                                .formatted(value.text(), called.get(0).environment()),
                        "a resource of the environment " + function.environment());
            }
        }
    }

    private static String attribute(String type) {
        return switch (type) {
            case "aws_s3_bucket" -> "bucket";
            case "aws_lambda_function" -> "function_name";
            default -> "name";
        };
    }
}
