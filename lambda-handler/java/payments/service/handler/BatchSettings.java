package payments.service.handler;

import java.util.Map;
import java.util.Optional;
import payments.service.batch.BatchLimits;
import payments.service.batch.BatchPlaces;

/**
 * What the environment says to the batch function.
 *
 * @param region REGION
 * @param environment ENVIRONMENT_SUFFIX, names this copy of the platform in log and metrics
 * @param queueUrl PAYMENT_QUEUE_URL
 * @param statusTable STATUS_TABLE, with the key {@code batch_id}
 * @param places REPORT_BUCKET, REPORT_PREFIX, QUARANTINE_BUCKET, and the optional BATCH_CALLER (default {@code anonymous}):
 *     whose files these are, as the API would name him
 * @param functionName BATCH_FUNCTION, by which the function invokes itself; name and alias
 * @param machineArn the optional LARGE_FILE_MACHINE_ARN; without it large files go to the queue too
 * @param limits the optional TOLERATED_REJECT_PERCENT and MAX_FILE_BYTES, and {@link BatchLimits#DEFAULT}
 */
public record BatchSettings(
        String region,
        String environment,
        String queueUrl,
        String statusTable,
        BatchPlaces places,
        String functionName,
        Optional<String> machineArn,
        BatchLimits limits) {

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException when one is missing or unusable; the message names it
     */
    public static BatchSettings from(Map<String, String> variables) {
        Optional<String> machine = ServiceSettings.optional(variables, "LARGE_FILE_MACHINE_ARN");
        return new BatchSettings(
                ServiceSettings.required(variables, "REGION"),
                ServiceSettings.required(variables, "ENVIRONMENT_SUFFIX"),
                ServiceSettings.required(variables, "PAYMENT_QUEUE_URL"),
                ServiceSettings.required(variables, "STATUS_TABLE"),
                new BatchPlaces(
                        ServiceSettings.optional(variables, "BATCH_CALLER").orElse("anonymous"),
                        ServiceSettings.required(variables, "REPORT_BUCKET"),
                        ServiceSettings.required(variables, "REPORT_PREFIX"),
                        ServiceSettings.required(variables, "QUARANTINE_BUCKET")),
                ServiceSettings.required(variables, "BATCH_FUNCTION"),
                machine,
                limits(variables, machine.isPresent()));
    }

    private static BatchLimits limits(Map<String, String> variables, boolean hasMachine) {
        BatchLimits defaults = BatchLimits.DEFAULT;
        return new BatchLimits(
                number(variables, "MAX_FILE_BYTES", defaults.maxBytes()),
                defaults.maxRatio(),
                hasMachine ? defaults.directRows() : Long.MAX_VALUE,
                Math.toIntExact(number(variables, "TOLERATED_REJECT_PERCENT", defaults.toleratedRejectPercent())),
                defaults.checkpointRows(),
                defaults.maxRuns());
    }

    private static long number(Map<String, String> variables, String name, long fallback) {
        Optional<String> text = ServiceSettings.optional(variables, name);
        if (text.isPresent() && !text.get().matches("[0-9]{1,15}")) {
            throw new IllegalStateException(
                    "%s is \"%s\"; it must be a whole number; correct it".formatted(name, text.get()));
        }
        return text.map(Long::parseLong).orElse(fallback);
    }
}
