package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Functions fed in batches by a queue or a stream say which records failed; else one bad record brings all others
 * again. Brokers (Kafka, MQ, DocumentDB) know no such answer. A source that cannot be told counts as a queue. More
 * than ten messages of a queue need a window, or Lambda refuses the mapping.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">AWS: partial batch responses</a>
 */
@Guardrail(
        id = "lambda-esm-partial-batch",
        severity = Severity.HIGH,
        expects = "function_response_types with ReportBatchItemFailures",
        fix = "add ReportBatchItemFailures and return batchItemFailures in the handler",
        why = "Nine payments are processed twice because the tenth failed",
        sources = {"ours (Lambda doc)", "Serverless-LambdaEventSourceMappingDestination (streams)"})
final class PartialBatches extends ResourceRule {
    PartialBatches() {
        super("aws_lambda_event_source_mapping");
    }

    @Override
    protected void judge(Resource mapping, Verdicts verdicts) {
        if (Triggers.isBroker(mapping)) {
            verdicts.notApplicable("the source knows no partial answers");
            return;
        }
        Value types = mapping.attribute("function_response_types");
        if (types.texts().anyMatch("ReportBatchItemFailures"::equals)) {
            verdicts.pass("function_response_types", types);
        } else {
            verdicts.fail("function_response_types", types);
        }
        Value window = mapping.attribute("maximum_batching_window_in_seconds");
        boolean large = mapping.attribute("batch_size").isBetween(11, 10_000);
        if (Triggers.isQueue(mapping) && large && !window.isBetween(1, 300) && !window.isUnknown()) {
            verdicts.fail(
                    "window",
                    "maximum_batching_window_in_seconds",
                    window.toString(),
                    "at least 1 for more than 10 messages");
        }
    }
}
