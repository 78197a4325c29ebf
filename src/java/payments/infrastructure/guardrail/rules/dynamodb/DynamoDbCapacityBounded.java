package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * On-demand tables have an upper bound, provisioned ones grow by themselves. Provisioned is the provider's default.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html">AWS: maximum throughput</a>
 */
@Guardrail(
        id = "ddb-capacity",
        severity = Severity.LOW,
        expects = "PAY_PER_REQUEST with both maximum units, or PROVISIONED with scaling of reads and writes",
        fix = "set on_demand_throughput, or add application auto scaling targets",
        why = "One runaway client would cost without limit, or starve the others",
        sources = {"CKV2_AWS_16", "DynamoDB.1"})
final class DynamoDbCapacityBounded extends ResourceRule {

    DynamoDbCapacityBounded() {
        super("aws_dynamodb_table");
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        if (table.attribute("billing_mode").is("PAY_PER_REQUEST")) {
            for (String units : List.of("max_read_request_units", "max_write_request_units")) {
                String attribute = "on_demand_throughput." + units;
                Value value = table.attribute(attribute);
                if (value.isBetween(1, Integer.MAX_VALUE)) {
                    verdicts.pass(attribute, value);
                } else {
                    verdicts.fail(units, attribute, value.toString());
                }
            }
            return;
        }
        for (String dimension : List.of("dynamodb:table:ReadCapacityUnits", "dynamodb:table:WriteCapacityUnits")) {
            boolean scales = table.stack().program().resources("aws_appautoscaling_target").stream()
                    .anyMatch(target -> target.attribute("scalable_dimension").is(dimension)
                            && target.attribute("resource_id")
                                    .is("table/" + table.attribute("name").text())
                            && table.isBeside(target));
            if (scales) {
                verdicts.pass("billing_mode", dimension + " scales");
            } else {
                verdicts.fail(
                        dimension,
                        "billing_mode",
                        table.attribute("billing_mode") + " without scaling of " + dimension);
            }
        }
    }
}
