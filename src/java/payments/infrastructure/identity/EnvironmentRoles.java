package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    private final List<String> regions;
    private final PermissionBoundary boundary;
    private final RoleContext context;

    /**
     * Defines the roles.
     *
     * @param placement the IAM provider's
     * @param regions codes of the environment's regions, primary first
     * @param replicated whether documents are replicated from the primary to the others
     * @param startsWorkflow whether the API may start the payment workflow
     */
    public EnvironmentRoles(
            Construct scope,
            String id,
            Placement placement,
            List<String> regions,
            boolean replicated,
            boolean startsWorkflow) {
        super(scope, id);
        this.placement = placement;
        this.names = placement.names();
        this.arns = placement.arns();
        this.regions = List.copyOf(regions);
        this.boundary = new PermissionBoundary(this, "boundary", placement, regions);
        this.context = new RoleContext(placement, regions, boundary, true);

        apiFunction(startsWorkflow);
        if (replicated) {
            documentReplication();
        }
        flowLogDelivery();
        role(ResourceName.API_LOGGING_ROLE, ServicePrincipal.API_GATEWAY)
                .allowManaged("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
        role(ResourceName.DATABASE_MONITORING_ROLE, ServicePrincipal.DATABASE_MONITORING)
                .allowManaged("arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole");
    }

    /** What roles of other groups have in common with these. */
    public RoleContext context() {
        return context;
    }

    /** What every role of the environment can do at most. */
    public PermissionBoundary boundary() {
        return boundary;
    }

    private void apiFunction(boolean startsWorkflow) {
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
                        .on(recordsOfEachRegion())));
        if (startsWorkflow) {
            own.add(Statement.allow("StartWorkflow", "states:StartExecution")
                    .on(context.stateMachines(ResourceName.PAYMENT_WORKFLOW)));
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
                                .on(inEachRegion(region -> arns.logGroup(region, "*")))));
    }

    private ServiceRole role(ResourceName name, ServicePrincipal service) {
        return new ServiceRole(this, name.role(), placement, names.of(name, ""), service, boundary);
    }

    private List<String> recordsOfEachRegion() {
        List<String> records = new ArrayList<>(
                inEachRegion(region -> arns.table(region, names.of(ResourceName.PAYMENTS_TABLE, region))));
        records.addAll(inEachRegion(region -> arns.bucket(names.of(ResourceName.DOCUMENTS_BUCKET, region))));
        return records;
    }

    private List<String> inEachRegion(Function<String, String> arn) {
        return regions.stream().map(arn).toList();
    }
}
