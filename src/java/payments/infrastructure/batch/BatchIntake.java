package payments.infrastructure.batch;

import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.s3_bucket_notification.S3BucketNotification;
import com.hashicorp.cdktf.providers.aws.s3_bucket_notification.S3BucketNotificationLambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionHandler;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.BatchSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function that takes each uploaded file of payments, and what starts it: every new {@code .csv} object. S3 checks at
 * once whether it may call the function, so the permission comes first.
 */
public final class BatchIntake extends Construct {
    static final String REPORT_PREFIX = "batch-reports/";
    private static final long BYTES_OF_A_MEBIBYTE = 1024L * 1024;

    private final ServiceFunction function;

    /**
     * What the function works with.
     *
     * @param buckets where files are
     * @param queueUrl where rows go
     * @param statusTable where it is noted what became of a file
     * @param largeFilesArn the state machine for large files; null where the queue takes all
     */
    public record Surroundings(
            BatchBuckets buckets,
            String queueUrl,
            String statusTable,
            @Nullable String largeFilesArn) {}

    /** Defines the function and its trigger. */
    public BatchIntake(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            BatchSettings settings,
            Surroundings surroundings) {
        super(scope, id);
        this.function = new Worker(
                        this,
                        "worker",
                        placement,
                        host,
                        new FunctionSpec(
                                ResourceName.BATCH_FUNCTION,
                                ResourceName.BATCH_FUNCTION_ROLE,
                                FunctionHandler.BATCH_FILE,
                                "Takes files of payments",
                                settings,
                                variables(placement, settings, surroundings)))
                .keepingFailures()
                .function();
        LambdaPermission permission = LambdaPermission.Builder.create(this, "permission")
                .provider(placement.provider())
                .statementId("AllowUploads")
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.alias().name())
                .principal("s3.amazonaws.com")
                .sourceArn(surroundings.buckets().uploads().arn())
                .sourceAccount(placement.account())
                .build();
        S3BucketNotification.Builder.create(this, "notification")
                .provider(placement.provider())
                .bucket(surroundings.buckets().uploads().id())
                .lambdaFunction(List.of(S3BucketNotificationLambdaFunction.builder()
                        .lambdaFunctionArn(function.alias().arn())
                        .events(List.of("s3:ObjectCreated:*"))
                        .filterSuffix(".csv")
                        .build()))
                .dependsOn(List.of(permission))
                .build();
    }

    private static Map<String, String> variables(
            Placement placement, BatchSettings settings, Surroundings surroundings) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("REGION", placement.region());
        variables.put("ENVIRONMENT_SUFFIX", placement.names().suffix());
        variables.put("PAYMENT_QUEUE_URL", surroundings.queueUrl());
        variables.put("STATUS_TABLE", surroundings.statusTable());
        variables.put("REPORT_BUCKET", surroundings.buckets().reports().name());
        variables.put("REPORT_PREFIX", REPORT_PREFIX);
        variables.put("QUARANTINE_BUCKET", surroundings.buckets().quarantine().name());
        // By name and not by reference: a function cannot wait for itself.
        variables.put("BATCH_FUNCTION", placement.name(ResourceName.BATCH_FUNCTION) + ":" + ServiceFunction.ALIAS);
        variables.put("TOLERATED_REJECT_PERCENT", Integer.toString(settings.toleratedRejectPercent()));
        variables.put("MAX_FILE_BYTES", Long.toString(settings.maxFileMegabytes() * BYTES_OF_A_MEBIBYTE));
        if (surroundings.largeFilesArn() != null) {
            variables.put("LARGE_FILE_MACHINE_ARN", surroundings.largeFilesArn());
        }
        return variables;
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }
}
