package payments.infrastructure.batch;

import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.s3_bucket_notification.S3BucketNotification;
import com.hashicorp.cdktf.providers.aws.s3_bucket_notification.S3BucketNotificationLambdaFunction;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.BatchSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.storage.PaymentFilesBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function that takes each uploaded file of payments, and what starts it: every new {@code .csv} or {@code .csv.gz} object. S3 checks at
 * once whether it may call the function, so the permission comes first.
 */
public final class BatchIntake extends Construct {
    /** S3 compares suffixes letter by letter (user guide, "Configuring event notifications using object key name filtering"). */
    private static final List<String> SUFFIXES = List.of(".csv", ".CSV", ".csv.gz", ".CSV.GZ");

    private final ServiceFunction function;

    /**
     * Defines the function and its trigger.
     *
     * @param uploads where files arrive
     * @param variables those of its contract
     */
    public BatchIntake(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            BatchSettings settings,
            PaymentFilesBucket uploads,
            Map<FunctionVariable, String> variables) {
        super(scope, id);
        this.function = new Worker(
                        this,
                        "worker",
                        placement,
                        host,
                        new FunctionSpec(
                                ResourceName.BATCH_FUNCTION,
                                FunctionContract.BATCH_FILE,
                                "Takes files of payments",
                                settings,
                                variables))
                .keepingFailures()
                .function();
        LambdaPermission permission = LambdaPermission.Builder.create(this, "permission")
                .provider(placement.provider())
                .statementId("AllowUploads")
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.alias().name())
                .principal("s3.amazonaws.com")
                .sourceArn(uploads.arn())
                .sourceAccount(placement.account())
                .build();
        S3BucketNotification.Builder.create(this, "notification")
                .provider(placement.provider())
                .bucket(uploads.id())
                .lambdaFunction(SUFFIXES.stream()
                        .map(suffix -> S3BucketNotificationLambdaFunction.builder()
                                .lambdaFunctionArn(function.alias().arn())
                                .events(List.of("s3:ObjectCreated:*"))
                                .filterSuffix(suffix)
                                .build())
                        .toList())
                .dependsOn(List.of(permission))
                .build();
        new Alarm(this, placement, host.alertsArn(), ServiceAlarms.ofFailedFiles(placement));
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }
}
