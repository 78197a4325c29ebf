package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Functions fed in batches by a queue or a stream say which records failed; else one bad record brings all others
 * again. Brokers (Kafka, MQ, DocumentDB) know no such answer. A source that is not known counts as a queue. More
 * than ten messages of a queue need a window, or Lambda refuses the mapping. A stream goes on only when its first record is
 * done with: by default it is tried until it expires, and then it is lost without a sign.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">AWS: partial batch responses</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">AWS: retries and destinations of streams</a>
 */
@Guardrail(
        id = "lambda-esm-partial-batch",
        severity = Severity.HIGH,
        expects =
                "function_response_types with ReportBatchItemFailures; on a stream also bounded retries and a destination on failure",
        fix =
                "add ReportBatchItemFailures and return batchItemFailures in the handler; on a stream set maximum_retry_attempts and destination_config.on_failure",
        why = "Nine payments are processed twice because the tenth failed",
        sources = {"ours (Lambda doc)", "Serverless-LambdaEventSourceMappingDestination (streams)"})
final class LambdaPartialBatchesReported extends ResourceRule {
    LambdaPartialBatchesReported() {
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
        if (isStream(mapping)) {
            judgeStream(mapping, verdicts);
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

    private void judgeStream(Resource mapping, Verdicts verdicts) {
        Value retries = mapping.attribute("maximum_retry_attempts");
        Value age = mapping.attribute("maximum_record_age_in_seconds");
        if (isUnbounded(retries) && isUnbounded(age)) {
            verdicts.fail("retries", "maximum_retry_attempts", retries.toString(), "a number, or an age of records");
        }
        Value destination = mapping.attribute("destination_config.on_failure.destination_arn");
        if (destination.isAbsent() || destination.is("")) {
            verdicts.fail(
                    "destination",
                    "destination_config.on_failure",
                    "(absent)",
                    "a queue or topic for what is given up");
        }
    }

    /** Absent and -1 stand for all the time that the stream keeps a record. */
    private static boolean isUnbounded(Value bound) {
        return bound.isAbsent() || bound.is("-1");
    }

    private static boolean isStream(Resource mapping) {
        return !Triggers.isQueue(mapping)
                && (mapping.has("starting_position")
                        || mapping.attribute("event_source_arn").text().contains("stream"));
    }
}
