package payments.infrastructure.audit;

import com.hashicorp.cdktf.providers.aws.cloudtrail.Cloudtrail;
import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import payments.infrastructure.capability.EnvironmentContext;
import payments.infrastructure.config.deployment.Backend.StatePlace;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.PermissionBoundary;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.ServiceRole;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.CustomerKey;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.storage.AuditBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The account's trail: every call of the AWS API in every region, and every read and write of documents and payments
 * (PCI DSS 10.2.1). Its files are signed, encrypted, and locked in a bucket of their own; the same events go to a log group
 * within minutes, where alarms see them.
 */
public final class AuditTrail extends Construct {
    private final Placement placement;
    private final Settings settings;
    private final String name;

    /** Defines the trail with its key, buckets, log group and role. */
    public AuditTrail(Construct scope, String id, EnvironmentContext environment) {
        super(scope, id);
        this.placement = environment.primary();
        this.settings = environment.settings();
        this.name = placement.name(ResourceName.TRAIL);

        CustomerKey key = CustomerKey.alone(this, placement, settings.encryption(), KeyPurpose.TRAIL);
        AuditBucket bucket = bucket(key);
        EncryptedLogGroup group = new EncryptedLogGroup(
                this,
                "log",
                placement,
                logGroupName(placement),
                settings.audit().logs(),
                key.arn());
        ServiceRole delivery = delivery(environment.placements().global(), environment.boundary());
        Cloudtrail.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .enableLogging(true)
                .enableLogFileValidation(true)
                .s3BucketName(bucket.name())
                .kmsKeyId(key.arn().value())
                .cloudWatchLogsGroupArn(group.arn() + ":*")
                .cloudWatchLogsRoleArn(placement.arns().role(placement.name(ResourceName.TRAIL_LOG_ROLE)))
                .advancedEventSelector(selectors(environment))
                .tags(Map.of("Name", name))
                .dependsOn(List.of(bucket.policy(), delivery.ready()))
                .build();
    }

    /** The log group that gets the events of the account's trail, by rule: others watch it. */
    static String logGroupName(Placement placement) {
        return "/aws/cloudtrail/" + placement.name(ResourceName.TRAIL);
    }

    private AuditBucket bucket(CustomerKey key) {
        AccessLogBucket accessLogs = new AccessLogBucket(
                this,
                "access-logs",
                placement,
                ResourceName.AUDIT_ACCESS_LOG_BUCKET,
                List.of(ResourceName.AUDIT_BUCKET),
                settings.audit(),
                settings.protection());
        return new AuditBucket(
                this,
                "bucket",
                placement,
                new AuditBucket.Spec(ResourceName.AUDIT_BUCKET, true, writers()),
                settings,
                key.arn(),
                accessLogs);
    }

    /** CloudTrail guide, "Amazon S3 bucket policy for CloudTrail". */
    private List<Statement> writers() {
        String bucket = placement.arns().bucket(placement.name(ResourceName.AUDIT_BUCKET));
        String trail = placement.arns().trail(placement.region(), name);
        return List.of(
                Statement.allow("CheckBucket", "s3:GetBucketAcl")
                        .toService("cloudtrail.amazonaws.com")
                        .on(bucket)
                        .when("StringEquals", "aws:SourceArn", trail),
                Statement.allow("WriteTrail", "s3:PutObject")
                        .toService("cloudtrail.amazonaws.com")
                        .on("%s/AWSLogs/%s/*".formatted(bucket, placement.account()))
                        .when("StringEquals", "aws:SourceArn", trail)
                        .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"));
    }

    private ServiceRole delivery(Placement global, PermissionBoundary boundary) {
        String stream = "%s:log-stream:%s_CloudTrail_%s*"
                .formatted(
                        placement.arns().logGroup(placement.region(), logGroupName(placement)),
                        placement.account(),
                        placement.region());
        return new ServiceRole(
                        this,
                        "log-delivery",
                        global,
                        global.name(ResourceName.TRAIL_LOG_ROLE),
                        ServicePrincipal.CLOUDTRAIL.trust(global.account()),
                        boundary)
                .allow(PolicyDocument.of(Statement.allow("WriteEvents", "logs:CreateLogStream", "logs:PutLogEvents")
                        .on(stream)));
    }

    private List<CloudtrailAdvancedEventSelector> selectors(EnvironmentContext environment) {
        List<String> items =
                new ArrayList<>(inEach(environment.regions(), environment.auditedTables(), (region, table) -> placement
                        .arns()
                        .table(region, table)));
        List<String> objects = new ArrayList<>(inEach(
                environment.regions(),
                environment.auditedBuckets(),
                (region, bucket) -> placement.arns().bucket(bucket) + "/"));
        // The state names all that there is, and holds what Terraform was given.
        for (StatePlace state : environment.states()) {
            objects.add(placement.arns().bucket(state.bucket()) + "/");
            if (state.lockTable() != null) {
                items.add(placement.arns().table(state.region(), state.lockTable()));
            }
        }
        List<CloudtrailAdvancedEventSelector> selectors =
                new ArrayList<>(List.of(EventSelectors.management(), EventSelectors.items(items)));
        if (!objects.isEmpty()) {
            // A selector of nothing would be refused.
            selectors.add(1, EventSelectors.objects(objects));
        }
        return selectors;
    }

    private List<String> inEach(
            List<String> regions, List<ResourceName> resources, BiFunction<String, String, String> arn) {
        return resources.stream()
                .flatMap(resource -> regions.stream()
                        .map(region -> arn.apply(region, placement.names().of(resource, region))))
                .toList();
    }
}
