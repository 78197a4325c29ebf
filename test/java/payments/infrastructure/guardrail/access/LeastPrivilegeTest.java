package payments.infrastructure.guardrail.access;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.ALLOWED;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.CONDITIONAL;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.DENIED_EXPLICITLY;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Decision.Outcome;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.testing.SynthesizedDeployment;

/** What the roles of the flagship may and may not do, computed from its synthesized policies. */
@Requirement("B9")
class LeastPrivilegeTest {
    private static final String ACCOUNT = "000000000000";
    private static final String STRANGER = "arn:aws:iam::999999999999:role/stranger";
    private static final String FUNCTION = "roles/api-handler-execution";
    private static final String DRIFT_CHECK = "roles/drift-check-execution";
    private static final String REPLICATION = "roles/documents-replication";
    private static final RequestContext NOTHING = RequestContext.nothing();
    private static final RequestContext SECURE =
            NOTHING.with("aws:SecureTransport", "true").with("s3:TlsVersion", "1.3");

    /** Threat J03, and its like, by the type of resource. */
    private static final Map<String, List<String>> DESTRUCTIVE = Map.of(
            "aws_dynamodb_table",
            List.of(
                    "dynamodb:DeleteTable",
                    "dynamodb:DeleteItem",
                    "dynamodb:DeleteTableReplica",
                    "dynamodb:UpdateContinuousBackups",
                    "dynamodb:PartiQLDelete"),
            "aws_s3_bucket",
            List.of(
                    "s3:DeleteBucket",
                    "s3:DeleteBucketPolicy",
                    "s3:PutBucketPolicy",
                    "s3:PutBucketVersioning",
                    "s3:PutBucketPublicAccessBlock",
                    "s3:PutLifecycleConfiguration"),
            "aws_kms_key",
            List.of("kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy", "kms:DisableKeyRotation"),
            "aws_cloudwatch_log_group",
            List.of("logs:DeleteLogGroup", "logs:DeleteLogStream"),
            "aws_db_instance",
            List.of("rds:DeleteDBInstance", "rds:ModifyDBInstance"),
            "aws_lambda_function",
            List.of("lambda:UpdateFunctionCode", "lambda:DeleteFunction", "lambda:AddPermission"),
            "aws_iam_role",
            List.of("iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"));

    private static final List<String> ON_TRAIL =
            List.of("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:PutEventSelectors");

    private static Program program = Program.of(Map.of());

    @BeforeAll
    static void synthesize(@TempDir Path folder) {
        String yaml = SynthesizedDeployment.flagshipYaml()
                .replaceAll("( +)(suffix: prod)", "$1$2\n$1account: \"" + ACCOUNT + "\"");
        program = Program.read(
                SynthesizedDeployment.of(folder, yaml, Map.of("ENVIRONMENT", "prod"))
                        .folder(),
                stack -> stack.startsWith("prod-"));
    }

    @Test
    void noRoleMayDestroyRecordsOrTraces() {
        List<Identity> roles =
                program.resources("aws_iam_role").stream().map(Permissions::of).toList();
        List<String> possible = new ArrayList<>();
        int asked = 0;
        for (Identity role : roles) {
            asked += ask(role, ON_TRAIL, trail(), possible);
        }
        for (String type : DESTRUCTIVE.keySet()) {
            for (Resource resource : program.resources(type)) {
                Target target = target(resource);
                for (Identity role : roles) {
                    asked += ask(role, DESTRUCTIVE.getOrDefault(type, List.of()), target, possible);
                }
            }
        }

        assertThat(possible).as("destructive actions that cannot be ruled out").isEmpty();
        assertThat(asked).as("questions asked").isGreaterThan(600);
    }

    /** Else the test above would prove that the evaluator says no to everything. */
    @ParameterizedTest
    @CsvSource({"dynamodb:GetItem", "dynamodb:PutItem"})
    void theFunctionReadsAndWritesPayments(String action) {
        for (Resource table : paymentTables()) {
            assertThat(may(FUNCTION, action, Target.of(table.arn(), ACCOUNT), requestIn(table.region()))
                            .outcome())
                    .as("%s on %s", action, table)
                    .isEqualTo(ALLOWED);
        }
    }

    /** The boundary's Deny "StayInOwnRegions" depends on the region that the request is sent to. */
    @Test
    void theFunctionReadsPaymentsInNoRegionButItsOwn() {
        Target table = Target.of(paymentTables().get(0).arn(), ACCOUNT);

        assertThat(may(FUNCTION, "dynamodb:GetItem", table).outcome()).isEqualTo(CONDITIONAL);
        assertThat(may(FUNCTION, "dynamodb:GetItem", table, requestIn("eu-west-1"))
                        .outcome())
                .isEqualTo(DENIED_EXPLICITLY);
    }

    @Test
    void theFunctionUsesTheTablesKeyThroughDynamoDbOnly() {
        for (Resource table : of("prod", "aws_dynamodb_table")) {
            Resource key = table.attribute("server_side_encryption.kms_key_arn")
                    .target("aws_kms_key")
                    .orElseThrow();
            RequestContext through =
                    NOTHING.with("kms:ViaService", "dynamodb.%s.amazonaws.com".formatted(table.region()));

            assertThat(may(FUNCTION, "kms:Decrypt", Permissions.ofKey(key), through)
                            .outcome())
                    .isEqualTo(ALLOWED);
            assertThat(may(FUNCTION, "kms:Decrypt", Permissions.ofKey(key), NOTHING.without("kms:ViaService"))
                            .isPossible())
                    .as("decrypting without the table")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamodb:Scan",
                "dynamodb:BatchWriteItem",
                "dynamodb:DeleteItem",
                "dynamodb:ExportTableToPointInTime",
                "dynamodb:CreateTable"
            })
    void theFunctionDoesNothingElseWithPayments(String action) {
        for (Resource table : program.resources("aws_dynamodb_table")) {
            assertThat(may(FUNCTION, action, Target.of(table.arn(), ACCOUNT)).isPossible())
                    .as("%s on %s", action, table)
                    .isFalse();
        }
    }

    @Test
    void theFunctionSeesNeitherDocumentsNorSecretsNorOtherEnvironments() {
        for (Resource bucket : program.resources("aws_s3_bucket")) {
            for (String action : List.of("s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject")) {
                assertThat(may(FUNCTION, action, Permissions.ofBucket(bucket, "/any"), SECURE)
                                .isPossible())
                        .as("%s on %s", action, bucket)
                        .isFalse();
            }
        }
        for (Resource secret : program.resources("aws_secretsmanager_secret")) {
            assertThat(may(FUNCTION, "secretsmanager:GetSecretValue", Target.of(secret.arn(), ACCOUNT))
                            .isPossible())
                    .as("reading %s", secret)
                    .isFalse();
        }
        for (Resource table : paymentTables()) {
            String elsewhere = table.arn().replace("-prod", "-dev");
            assertThat(elsewhere).as("the table of development").isNotEqualTo(table.arn());
            assertThat(may(FUNCTION, "dynamodb:GetItem", Target.of(elsewhere, ACCOUNT), requestIn(table.region()))
                            .isPossible())
                    .as("reading %s", elsewhere)
                    .isFalse();
        }
    }

    /** Lambda attaches functions to the network with the function's role; the function's code must not. */
    @Test
    void lambdaMayAttachTheFunctionButItsCodeMayNot() {
        Resource function = region("us-east-1", "aws_lambda_function", "payments-function");
        Target interfaces = Target.of("*", ACCOUNT);

        assertThat(may(FUNCTION, "ec2:CreateNetworkInterface", interfaces, NOTHING.without("lambda:SourceFunctionArn"))
                        .outcome())
                .isEqualTo(ALLOWED);
        assertThat(may(
                                FUNCTION,
                                "ec2:CreateNetworkInterface",
                                interfaces,
                                NOTHING.with("lambda:SourceFunctionArn", function.arn()))
                        .outcome())
                .isEqualTo(DENIED_EXPLICITLY);
        assertThat(may(FUNCTION, "ec2:CreateNetworkInterface", interfaces).outcome())
                .isEqualTo(CONDITIONAL);
    }

    @Test
    void replicationReadsAndWritesTheDocumentsOfBothRegionsAndNothingElse() {
        for (String region : List.of("us-east-1", "us-east-2")) {
            Resource bucket = region(region, "aws_s3_bucket", "documents");
            assertThat(replication("s3:GetObjectVersionForReplication", bucket)).isEqualTo(ALLOWED);
            assertThat(replication("s3:ReplicateObject", bucket)).isEqualTo(ALLOWED);
            for (String action : List.of("s3:GetObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject")) {
                assertThat(may(REPLICATION, action, Permissions.ofBucket(bucket, "/any"), SECURE)
                                .isPossible())
                        .as("%s on %s", action, bucket)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles/database-monitoring", "roles/api-gateway-logging", "roles/flow-log-delivery"})
    void rolesOfLogsReachNoData(String role) {
        for (Resource table : program.resources("aws_dynamodb_table")) {
            assertThat(may(role, "dynamodb:GetItem", Target.of(table.arn(), ACCOUNT))
                            .isPossible())
                    .as("reading %s", table)
                    .isFalse();
        }
        for (Resource bucket : program.resources("aws_s3_bucket")) {
            assertThat(may(role, "s3:GetObject", Permissions.ofBucket(bucket, "/any"), SECURE)
                            .isPossible())
                    .as("reading %s", bucket)
                    .isFalse();
        }
    }

    @Test
    @Requirement("E11")
    void theCheckForDriftStartsTheRulesOfItsEnvironmentAndDoesNothingElse() {
        for (Resource rule : of("prod", "aws_config_config_rule")) {
            Target target = Target.of(rule.arn(), ACCOUNT);
            String tag = "aws:ResourceTag/Name";
            String name = rule.attribute("tags.Name").text();
            assertThat(may(DRIFT_CHECK, "config:StartConfigRulesEvaluation", target, NOTHING.with(tag, name))
                            .outcome())
                    .as("starting %s", rule)
                    .isEqualTo(ALLOWED);
            assertThat(may(
                                    DRIFT_CHECK,
                                    "config:StartConfigRulesEvaluation",
                                    target,
                                    NOTHING.with(tag, name.replace("-prod", "-dev")))
                            .isPossible())
                    .as("starting another environment's rule")
                    .isFalse();
            for (String action : List.of("config:DeleteConfigRule", "config:PutConfigRule")) {
                assertThat(may(DRIFT_CHECK, action, target).isPossible())
                        .as("%s on %s", action, rule)
                        .isFalse();
            }
        }
    }

    /** The queue and the schedule's input are encrypted: without the key the failure and the check are lost in silence. */
    @Test
    @Requirement("E11")
    void theCheckForDriftReadsItsOwnInputAndFillsItsQueue() {
        Target queue = Target.of(
                region("us-east-1", "aws_sqs_queue", "drift-check/failures/queue")
                        .arn(),
                ACCOUNT);
        Target key = Permissions.ofKey(region("us-east-1", "aws_kms_key", "keys/configuration"));
        String context = "kms:EncryptionContext:aws:scheduler:schedule:arn";
        RequestContext direct = NOTHING.without("kms:ViaService").with("kms:CallerAccount", ACCOUNT);
        String schedule = "arn:aws:scheduler:us-east-1:%s:schedule/payments-drift-check-prod/payments-%s-prod";
        RequestContext throughSqs = NOTHING.without(context)
                .with("kms:CallerAccount", ACCOUNT)
                .with("kms:ViaService", "sqs.us-east-1.amazonaws.com");

        assertThat(may(DRIFT_CHECK, "sqs:SendMessage", queue, requestIn("us-east-1"))
                        .outcome())
                .isEqualTo(ALLOWED);
        assertThat(may(DRIFT_CHECK, "sqs:ReceiveMessage", queue, requestIn("us-east-1"))
                        .isPossible())
                .isFalse();
        assertThat(may(DRIFT_CHECK, "kms:GenerateDataKey", key, throughSqs).outcome())
                .isEqualTo(ALLOWED);
        assertThat(may(
                                DRIFT_CHECK,
                                "kms:Decrypt",
                                key,
                                direct.with(context, schedule.formatted(ACCOUNT, "drift-check")))
                        .outcome())
                .isEqualTo(ALLOWED);
        assertThat(may(DRIFT_CHECK, "kms:Decrypt", key, direct.with(context, schedule.formatted(ACCOUNT, "another")))
                        .isPossible())
                .isFalse();
    }

    @Test
    void strangersReachNoBucketAndNoKey() {
        for (Caller caller : List.of(Caller.anonymous(), Caller.role(STRANGER), Caller.user(user()))) {
            Identity stranger = Identity.outside(caller);
            for (Resource bucket : program.resources("aws_s3_bucket")) {
                for (String action : List.of("s3:GetObject", "s3:PutObject", "s3:ListBucket")) {
                    assertThat(Access.may(stranger, action, Permissions.ofBucket(bucket, "/any"), SECURE)
                                    .isPossible())
                            .as("%s on %s by %s", action, bucket, caller)
                            .isFalse();
                }
            }
            for (Resource key : program.resources("aws_kms_key")) {
                assertThat(Access.may(stranger, "kms:Decrypt", Permissions.ofKey(key), NOTHING)
                                .isPossible())
                        .as("decrypting with %s by %s", key, caller)
                        .isFalse();
            }
        }
    }

    @Test
    void noRequestReachesDocumentsWithoutTls() {
        Identity root = Identity.outside(Caller.user("arn:aws:iam::%s:user/administrator".formatted(ACCOUNT)));
        RequestContext plain = NOTHING.with("aws:SecureTransport", "false").without("s3:TlsVersion");
        for (Resource bucket : program.resources("aws_s3_bucket")) {
            assertThat(Access.may(root, "s3:GetObject", Permissions.ofBucket(bucket, "/any"), plain)
                            .outcome())
                    .as("reading %s", bucket)
                    .isEqualTo(DENIED_EXPLICITLY);
        }
    }

    private static List<Resource> paymentTables() {
        return List.of(
                region("us-east-1", "aws_dynamodb_table", "payments"),
                region("us-east-2", "aws_dynamodb_table", "payments"));
    }

    private static int ask(Identity role, List<String> actions, Target target, List<String> possible) {
        for (String action : actions) {
            Decision decision = Access.may(role, action, target, NOTHING);
            if (decision.isPossible()) {
                possible.add("%s: %s on %s is %s".formatted(role.caller().name(), action, target.arn(), decision));
            }
        }
        return actions.size();
    }

    private static Target target(Resource resource) {
        return switch (resource.type()) {
            case "aws_kms_key" -> Permissions.ofKey(resource);
            case "aws_s3_bucket" -> Permissions.ofBucket(resource, "");
            default -> Target.of(resource.arn(), ACCOUNT);
        };
    }

    private static Target trail() {
        return Target.of("arn:aws:cloudtrail:us-east-1:%s:trail/any".formatted(ACCOUNT), ACCOUNT);
    }

    private static Outcome replication(String action, Resource bucket) {
        return may(REPLICATION, action, Permissions.ofBucket(bucket, "/any"), SECURE)
                .outcome();
    }

    private static RequestContext requestIn(String region) {
        return NOTHING.with("aws:RequestedRegion", region);
    }

    private static Decision may(String role, String action, Target target) {
        return may(role, action, target, NOTHING);
    }

    private static Decision may(String role, String action, Target target, RequestContext context) {
        Resource found = program.resources("aws_iam_role").stream()
                .filter(one -> one.path().equals("prod-iam/" + role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no role " + role));
        return Access.may(Permissions.of(found), action, target, context);
    }

    private static List<Resource> of(String environment, String type) {
        List<Resource> found = program.resources(type).stream()
                .filter(resource -> resource.stack().name().startsWith(environment + "-"))
                .toList();
        assertThat(found).as("%s in %s", type, environment).isNotEmpty();
        return found;
    }

    private static Resource region(String region, String type, String construct) {
        return of("prod", type).stream()
                .filter(resource -> resource.path().equals("prod-%s/%s".formatted(region, construct)))
                .findFirst()
                .orElseThrow();
    }

    private static String user() {
        return STRANGER.replace("role/", "user/");
    }
}
