package payments.infrastructure.identity;

import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.DatabaseEngine;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.Names;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The most that any role of an environment can ever do, whatever is attached to it later (PCI DSS 7.2.5). It grants nothing
 * by itself: a role may do what both its own policy and this one allow, and never what {@link ForbiddenActions} names. So a
 * stolen function can neither destroy records nor cover its traces.
 *
 * <p>Names here are patterns over the environment's own names and all regions: AWS stores at most 6,144 characters of such
 * a policy, and the exact ARNs are in the roles' policies. AWS IAM guide, "Permissions boundaries for IAM entities".
 */
public final class PermissionBoundary extends Construct {
    private static final String ANY = "*";

    private final Placement placement;
    private final String own;
    private final List<String> regions;
    private final Settings settings;
    private final boolean copiesTrail;
    private final IamPolicy policy;

    /** Defines the boundary of an environment's roles. */
    public PermissionBoundary(Construct scope, String id, RoleContext context) {
        super(scope, id);
        this.placement = context.placement();
        Names names = placement.names();
        this.own = names.plain(ANY);
        this.regions = context.regions();
        this.settings = context.settings();
        this.copiesTrail = context.environment().trailCopy().isPresent();
        String name = names.of(ResourceName.PERMISSION_BOUNDARY, "");
        this.policy = IamPolicy.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .description("The most that a role of this environment can do")
                .policy(document().toJson())
                .tags(Map.of("Name", name))
                .build();
    }

    /** The policy's ARN. */
    public String arn() {
        return policy.getArn();
    }

    private PolicyDocument document() {
        return PolicyDocument.of(
                tables(),
                buckets(),
                messages(),
                secrets(),
                keys(),
                logs(),
                drift(),
                schedules(),
                // Enhanced monitoring makes its own log group and says how long it is kept.
                Statement.allow("KeepMonitoring", "logs:PutRetentionPolicy").on(regional("logs", "log-group:RDS*")),
                // None of these knows resources, or ones that exist when the policy is written.
                Statement.allow(
                                "Observe",
                                "cloudwatch:PutMetricData",
                                "xray:PutTraceSegments",
                                "xray:PutTelemetryRecords",
                                "xray:GetSamplingRules",
                                "xray:GetSamplingTargets",
                                "logs:CreateLogDelivery",
                                "logs:DeleteLogDelivery",
                                "logs:DescribeResourcePolicies",
                                "logs:GetLogDelivery",
                                "logs:ListLogDeliveries",
                                "logs:PutResourcePolicy",
                                "logs:UpdateLogDelivery",
                                "ec2:CreateNetworkInterface",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:DeleteNetworkInterface",
                                "ec2:AssignPrivateIpAddresses",
                                "ec2:UnassignPrivateIpAddresses",
                                "dynamodb:ListStreams")
                        .on(ANY),
                Statement.deny("NeverDestroy", ForbiddenActions.DESTRUCTIVE).on(ANY),
                versions(),
                Statement.deny("NeverCoverTraces", ForbiddenActions.TAMPERING).on(ANY),
                Statement.deny("NeverRaiseOwnRights", ForbiddenActions.ESCALATING)
                        .on(ANY),
                retention(),
                Statement.deny("StayInOwnRegions", "dynamodb:*", "sqs:*", "sns:*", "states:*", "lambda:*", "ssm:*")
                        .on(ANY)
                        .when("StringNotEquals", "aws:RequestedRegion", regions.toArray(String[]::new)));
    }

    private Statement retention() {
        Statement denial =
                Statement.deny("NeverShortenLogs", "logs:PutRetentionPolicy").on(ANY);
        return settings.database() != null
                ? denial.when("ArnNotEquals", "aws:PrincipalArn", role(ResourceName.DATABASE_MONITORING_ROLE))
                : denial;
    }

    /** A version that holds card data must go, once the quarantine has it (PCI DSS 3.2.1); no other may. */
    private Statement versions() {
        Statement denial =
                Statement.deny("NeverForgetVersions", "s3:DeleteObjectVersion").on(ANY);
        return settings.batch() != null
                ? denial.when("ArnNotEquals", "aws:PrincipalArn", role(ResourceName.BATCH_FUNCTION_ROLE))
                : denial;
    }

    private Statement tables() {
        return Statement.allow(
                        "Tables",
                        "dynamodb:BatchGetItem",
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:DescribeStream",
                        "dynamodb:DescribeTable",
                        "dynamodb:GetItem",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:Scan",
                        "dynamodb:UpdateItem")
                .on(regional("dynamodb", "table/" + own), regional("dynamodb", "table/" + own + "/*"));
    }

    private Statement buckets() {
        List<String> actions = new ArrayList<>(List.of(
                "s3:AbortMultipartUpload",
                "s3:GetObject",
                "s3:GetObjectVersion",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionTagging",
                "s3:GetReplicationConfiguration",
                "s3:ListBucket",
                "s3:ListMultipartUploadParts",
                "s3:PutObject",
                "s3:ReplicateDelete",
                "s3:ReplicateObject",
                "s3:ReplicateTags"));
        if (copiesTrail) {
            actions.addAll(List.of("s3:GetObjectLegalHold", "s3:GetObjectRetention"));
        }
        if (settings.batch() != null) {
            actions.addAll(List.of("s3:DeleteObject", "s3:DeleteObjectVersion"));
        }
        return Statement.allow("Buckets", actions.toArray(String[]::new))
                .on(placement.arns().bucket(own + "-*"));
    }

    private Statement messages() {
        return Statement.allow(
                        "Messages",
                        "events:PutEvents",
                        "lambda:InvokeFunction",
                        "sns:Publish",
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:ReceiveMessage",
                        "sqs:SendMessage",
                        "states:DescribeExecution",
                        "states:StartExecution",
                        "states:StopExecution")
                .on(
                        regional("events", "event-bus/" + own),
                        regional("lambda", "function:" + own + ANY),
                        regional("sns", own),
                        regional("sqs", own),
                        regional("states", "execution:" + own + ANY),
                        regional("states", "stateMachine:" + own));
    }

    private Statement secrets() {
        DatabaseSettings database = settings.database();
        DatabaseEngine engine = database == null ? DatabaseEngine.POSTGRES : database.engine();
        return Statement.allow(
                        "Secrets",
                        "rds-db:connect",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetSecretValue",
                        "ssm:GetParameter")
                .on(
                        regional("rds-db", "dbuser:*"),
                        regional("secretsmanager", "secret:" + own + "-*"),
                        regional("secretsmanager", "secret:" + engine.managedSecrets()),
                        regional("ssm", "parameter" + placement.names().parameter(ANY)));
    }

    /** A key's ARN cannot be known before it exists, so a key is known by the services that ask on a role's behalf. */
    private Statement keys() {
        return Statement.allow("Keys", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
                .on(regional("kms", "key/*"))
                .when(
                        "StringLike",
                        "kms:ViaService",
                        "dynamodb.*.amazonaws.com",
                        "lambda.*.amazonaws.com",
                        "s3.*.amazonaws.com",
                        "secretsmanager.*.amazonaws.com",
                        "sns.*.amazonaws.com",
                        "sqs.*.amazonaws.com",
                        "ssm.*.amazonaws.com");
    }

    /** AWS Config makes up the ids of its rules. */
    private Statement drift() {
        return Statement.allow("Drift", "config:StartConfigRulesEvaluation").on(regional("config", "config-rule/*"));
    }

    /** A schedule reads its input with its role, and KMS receives which schedule it is. */
    private Statement schedules() {
        return Statement.allow("Schedules", "kms:Decrypt")
                .on(regional("kms", "key/*"))
                .when(
                        "ArnLike",
                        "kms:EncryptionContext:aws:scheduler:schedule:arn",
                        regional("scheduler", "schedule/" + own + "/*"));
    }

    private Statement logs() {
        return Statement.allow(
                        "Logs",
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:DescribeLogGroups",
                        "logs:DescribeLogStreams",
                        "logs:FilterLogEvents",
                        "logs:GetLogEvents",
                        "logs:PutLogEvents")
                .on(regional("logs", "log-group:*"));
    }

    private String role(ResourceName role) {
        return placement.arns().role(placement.names().of(role, ""));
    }

    private String regional(String service, String resource) {
        return "arn:aws:%s:*:%s:%s".formatted(service, placement.account(), resource);
    }
}
