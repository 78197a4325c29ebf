package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Functions;

/**
 * The events that a payment's writes leave in its table go out: where functions publish them, and the table has a stream, a mapping
 * brings every new event to a function that works on this table and may mark the event as sent.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">AWS: using Lambda with DynamoDB</a>
 */
@Guardrail(
        id = "ddb-outbox-followed",
        severity = Severity.HIGH,
        expects = "a mapping, switched on, that brings all new events of the table to a function that may mark them",
        fix = "have an event source mapping of the table's stream call the relay of the region",
        why = "Events of payments wait in the table: nothing is published and nothing posted to the ledger",
        sources = "ours: that a table has an outbox follows from the functions that work on it")
final class DynamoDbOutboxFollowed extends ResourceRule {
    private static final List<Map<String, String>> RECORDS =
            List.of(Map.of("dynamodb.NewImage.kind.S", "event", "eventName", "INSERT"));

    DynamoDbOutboxFollowed() {
        super("aws_dynamodb_table");
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        if (!table.attribute("stream_enabled").isTrue() || !publishes(table)) {
            verdicts.notApplicable("no table with a stream whose events a function publishes");
            return;
        }
        List<String> faults = new ArrayList<>();
        for (StreamReader reader : StreamReader.of(table)) {
            Optional<String> fault = fault(table, reader);
            if (fault.isEmpty()) {
                verdicts.pass("aws_lambda_event_source_mapping.event_source_arn", "read by " + reader.mapping());
                return;
            }
            faults.add("%s: %s".formatted(reader.mapping(), fault.get()));
        }
        verdicts.fail(
                "aws_lambda_event_source_mapping.event_source_arn",
                faults.isEmpty() ? "nothing reads it" : String.join("; ", faults));
    }

    /** Whether a function that works on the table has a topic for its events. */
    private static boolean publishes(Resource table) {
        return table.referrers("aws_lambda_function", "environment.variables.DYNAMODB_TABLE").stream()
                .anyMatch(function ->
                        Functions.variable(function, "SNS_TOPIC_ARN").isPresent());
    }

    private static Optional<String> fault(Resource table, StreamReader reader) {
        Optional<String> ofMapping = reader.fault(RECORDS);
        if (ofMapping.isPresent()) {
            return ofMapping;
        }
        return reader.function().filter(function -> relays(table, function)).isPresent()
                ? Optional.empty()
                : Optional.of("function_name = %s does not send events of this table"
                        .formatted(reader.mapping().attribute("function_name")));
    }

    private static boolean relays(Resource table, Resource function) {
        return function.region().equals(table.region())
                && Functions.variable(function, "DYNAMODB_TABLE").refersTo(table)
                && StreamReader.may(function, "dynamodb:GetRecords", table.arn() + "/stream/latest")
                && StreamReader.may(function, "dynamodb:UpdateItem", table.arn());
    }
}
