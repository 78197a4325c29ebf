package payments.infrastructure.guardrail.rules.lambda;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Functions that hold database connections reserve a concurrency, together no more than the database gives
 * connections; functions fed by a queue reserve at least 5, and their mappings take no more than that. Bound to a
 * database is who mentions one. Connections are max_connections of the parameter group, or what RDS computes of the
 * memory of the instance class; for an unknown class only the reservation is demanded. Zero turns a function off, -1
 * is no reservation.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">AWS: scaling of SQS mappings</a>
 */
@Guardrail(
        id = "lambda-concurrency-set",
        severity = Severity.MEDIUM,
        expects =
                "a reservation that the database can bear, at least 5 behind a queue, and maximum_concurrency within it",
        fix = "set reserved_concurrent_executions, and scaling_config.maximum_concurrency of the mapping",
        why = "A flood of events must not take the last connection of the database",
        sources = "CKV_AWS_115")
final class LambdaConcurrencySet extends ResourceRule {
    private static final long LEAST_BEHIND_QUEUE = 5;
    private static final String RESERVED = "reserved_concurrent_executions";
    private static final String MAXIMUM = "scaling_config.maximum_concurrency";

    LambdaConcurrencySet() {
        super("aws_lambda_function", "aws_lambda_event_source_mapping");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().equals("aws_lambda_function")) {
            judgeFunction(resource, verdicts);
        } else if (Triggers.isQueue(resource)) {
            long reserved = Triggers.function(resource)
                    .flatMap(function -> function.attribute(RESERVED).number())
                    .map(BigDecimal::longValue)
                    .filter(number -> number > 0)
                    .orElse(Long.MAX_VALUE);
            verdicts.require(resource, MAXIMUM, maximum -> maximum.isBetween(2, reserved));
        } else {
            verdicts.notApplicable("the source is no queue");
        }
    }

    private static void judgeFunction(Resource function, Verdicts verdicts) {
        List<Resource> databases = Databases.of(function);
        boolean queue = Triggers.mappings(function).stream().anyMatch(Triggers::isQueue);
        if (databases.isEmpty() && !queue) {
            verdicts.notApplicable("neither a database nor a queue limits the function");
            return;
        }
        verdicts.require(
                function, RESERVED, reserved -> reserved.isBetween(queue ? LEAST_BEHIND_QUEUE : 1, Integer.MAX_VALUE));
        for (Resource database : databases) {
            Optional<Long> connections = Databases.connections(database);
            long together = Databases.reservedBy(database);
            if (connections.isPresent() && together > connections.get()) {
                verdicts.fail(
                        database.address(),
                        RESERVED,
                        together + " together",
                        "at most " + connections.get() + ", the connections of " + database.address());
            }
        }
    }
}
