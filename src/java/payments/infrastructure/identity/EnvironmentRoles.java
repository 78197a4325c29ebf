package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.naming.Arns;
import payments.infrastructure.naming.Names;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Every role of an environment. IAM knows no regions, so the roles exist once and serve all regions; their policies name
 * the exact resources of each region by the naming rule. What a role may do with a key is said in the key's own policy,
 * because a key's ARN is known only after it was made.
 */
public final class EnvironmentRoles extends Construct {
    private final Placement placement;
    private final Names names;
    private final Arns arns;
    private final Settings settings;
    private final List<String> regions;
    private final PermissionBoundary boundary;
    private final RoleContext context;

    /**
     * Defines the roles.
     *
     * @param placement the IAM provider's
     * @param environment whose regions and settings decide what a role reaches, and whether it is there at all
     */
    public EnvironmentRoles(Construct scope, String id, Placement placement, Environment environment) {
        super(scope, id);
        this.placement = placement;
        this.names = placement.names();
        this.arns = placement.arns();
        this.settings = environment.settings();
        this.regions = environment.regions().stream().map(Region::code).toList();
        this.boundary = new PermissionBoundary(
                this, "boundary", placement, regions, settings.batch() != null, settings.database() != null);
        this.context = new RoleContext(
                placement,
                environment.serving().stream().map(Region::code).toList(),
                boundary,
                settings.network() != null);

        apiFunction();
        if (environment.replicatesDocuments()) {
            documentReplication();
        }
        if (settings.network() != null) {
            flowLogDelivery();
        }
        role(ResourceName.API_LOGGING_ROLE, ServicePrincipal.API_GATEWAY)
                .allowManaged("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
        if (settings.database() != null) {
            role(ResourceName.DATABASE_MONITORING_ROLE, ServicePrincipal.DATABASE_MONITORING)
                    .allowManaged("arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole");
        }
        if (environment.ownsAccount()) {
            driftCheck();
        }
    }

    /** What roles of other groups have in common with these. */
    public RoleContext context() {
        return context;
    }

    /** What every role of the environment can do at most. */
    public PermissionBoundary boundary() {
        return boundary;
    }

    private void apiFunction() {
        List<Statement> own = new ArrayList<>(List.of(
                // A transaction needs the actions of its parts: DynamoDB developer guide, "Transactions: IAM".
                Statement.allow(
                                "StoreAndReadPayments",
                                "dynamodb:GetItem",
                                "dynamodb:PutItem",
                                "dynamodb:ConditionCheckItem")
                        .on(context.paymentTables()),
                // Nothing grants these today; the denial holds whatever is attached tomorrow.
                Statement.deny("NeverDelete", "dynamodb:DeleteTable", "dynamodb:DeleteItem", "s3:DeleteBucket")
                        .on(records())));
        if (settings.api().captureRoute()) {
            own.add(Statement.allow("StartWorkflow", "states:StartExecution")
                    .on(context.stateMachines(ResourceName.PAYMENT_WORKFLOW)));
        }
        if (settings.table().auditTable() != null) {
            own.add(Statement.allow("WriteAuditRecords", "dynamodb:PutItem").on(context.auditTables()));
            own.add(Statement.deny("NeverChangeAuditRecords", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem")
                    .on(context.auditTables()));
        }
        if (settings.database() != null) {
            // For the deep health check, as the role that the migration makes.
            own.add(Statement.allow("AskDatabase", "rds-db:connect").on(context.databaseUsers()));
        }
        role(ResourceName.API_FUNCTION_ROLE, ServicePrincipal.LAMBDA)
                .allow(FunctionPolicy.of(context, ResourceName.API_FUNCTION, own));
    }

    private void documentReplication() {
        String source = arns.bucket(names.of(ResourceName.DOCUMENTS_BUCKET, regions.get(0)));
        List<String> targets = regions.stream()
                .skip(1)
                .map(region -> arns.bucket(names.of(ResourceName.DOCUMENTS_BUCKET, region)) + "/*")
                .toList();
        role(ResourceName.REPLICATION_ROLE, ServicePrincipal.S3)
                .allow(PolicyDocument.of(
                        Statement.allow("ReadSourceBucket", "s3:GetReplicationConfiguration", "s3:ListBucket")
                                .on(source),
                        Statement.allow(
                                        "ReadSourceVersions",
                                        "s3:GetObjectVersionForReplication",
                                        "s3:GetObjectVersionAcl",
                                        "s3:GetObjectVersionTagging")
                                .on(source + "/*"),
                        Statement.allow("WriteReplicas", "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags")
                                .on(targets)));
    }

    private void flowLogDelivery() {
        List<String> groups = new ArrayList<>();
        for (String region : regions) {
            String group = arns.logGroup(region, "/aws/vpc/flow-logs/" + names.of(ResourceName.VPC, region));
            groups.add(group);
            groups.add(group + ":*");
        }
        role(ResourceName.FLOW_LOG_ROLE, ServicePrincipal.FLOW_LOGS)
                .allow(PolicyDocument.of(
                        Statement.allow(
                                        "WriteFlowLogs",
                                        "logs:CreateLogStream",
                                        "logs:PutLogEvents",
                                        "logs:DescribeLogStreams")
                                .on(groups),
                        // CloudWatch Logs matches this action with all groups of a region, never with a single one.
                        Statement.allow("FindLogGroup", "logs:DescribeLogGroups")
                                .on(inEach(regions, region -> arns.logGroup(region, "*")))));
    }

    /** Config makes up the ids of its rules; which are the environment's own is told by their names. */
    private void driftCheck() {
        role(ResourceName.DRIFT_CHECK_ROLE, ServicePrincipal.SCHEDULER)
                .allow(PolicyDocument.of(
                        Statement.allow("EvaluateOwnRules", "config:StartConfigRulesEvaluation")
                                .on(inEach(regions, region -> arns.configurationRules(region)))
                                .when("StringLike", "aws:ResourceTag/Name", names.plain("*")),
                        Statement.allow("KeepFailures", "sqs:SendMessage")
                                .on(inEach(
                                        regions,
                                        region -> arns.queue(
                                                region, names.of(ResourceName.DRIFT_CHECK_FAILURES, region))))));
    }

    private ServiceRole role(ResourceName name, ServicePrincipal service) {
        return new ServiceRole(this, name.role(), placement, names.of(name, ""), service, boundary);
    }

    private List<String> records() {
        List<String> records = new ArrayList<>(context.paymentTables());
        if (settings.table().auditTable() != null) {
            records.addAll(context.auditTables());
        }
        if (settings.documents() != null) {
            records.addAll(inEach(regions, region -> arns.bucket(names.of(ResourceName.DOCUMENTS_BUCKET, region))));
        }
        return records;
    }

    private static List<String> inEach(List<String> regions, Function<String, String> arn) {
        return regions.stream().map(arn).toList();
    }
}
