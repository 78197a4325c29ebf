package payments.service.handler.batch;

import java.util.Optional;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
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
 *     the owner of the files, as the API names its callers
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
    public static BatchSettings from(FunctionEnvironment environment) {
        Optional<String> machine = environment.optional(FunctionVariable.LARGE_FILE_MACHINE_ARN);
        return new BatchSettings(
                environment.required(FunctionVariable.REGION),
                environment.required(FunctionVariable.ENVIRONMENT_SUFFIX),
                environment.required(FunctionVariable.PAYMENT_QUEUE_URL),
                environment.required(FunctionVariable.STATUS_TABLE),
                new BatchPlaces(
                        environment.optional(FunctionVariable.BATCH_CALLER).orElse("anonymous"),
                        environment.required(FunctionVariable.REPORT_BUCKET),
                        environment.required(FunctionVariable.REPORT_PREFIX),
                        environment.required(FunctionVariable.QUARANTINE_BUCKET)),
                environment.required(FunctionVariable.BATCH_FUNCTION),
                machine,
                limits(environment, machine.isPresent()));
    }

    private static BatchLimits limits(FunctionEnvironment environment, boolean hasMachine) {
        BatchLimits defaults = BatchLimits.DEFAULT;
        return new BatchLimits(
                number(environment, FunctionVariable.MAX_FILE_BYTES, defaults.maxBytes()),
                defaults.maxRatio(),
                hasMachine ? defaults.directRows() : Long.MAX_VALUE,
                Math.toIntExact(number(
                        environment, FunctionVariable.TOLERATED_REJECT_PERCENT, defaults.toleratedRejectPercent())),
                defaults.checkpointRows(),
                defaults.maxRuns());
    }

    private static long number(FunctionEnvironment environment, FunctionVariable variable, long fallback) {
        Optional<String> text = environment.optional(variable);
        if (text.isPresent() && !text.get().matches("[0-9]{1,15}")) {
            throw new IllegalStateException(
                    "%s is \"%s\"; it must be a whole number; correct it".formatted(variable, text.get()));
        }
        return text.map(Long::parseLong).orElse(fallback);
    }
}
