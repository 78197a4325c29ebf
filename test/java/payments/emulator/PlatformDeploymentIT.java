package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.effects.LogOwnership;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.RegionFence.Ownership;
import payments.testing.Run;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/**
 * The flagship's dev environment through the real Terraform, AWS provider and cdktf CLI: deployed in spite of a crash,
 * planned again, looked at in both regions, used, and destroyed.
 */
class PlatformDeploymentIT extends WorkersContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRIMARY = "eu-west-1";
    private static final String STANDBY = "eu-central-1";
    private static final List<String> REGIONS = List.of(PRIMARY, STANDBY);

    private @Nullable Run crashed;

    PlatformDeploymentIT() {
        super("payments", "payments", "dev", REGIONS, StackRunner::cdktf);
    }

    @Override
    boolean waitsForItsTurn() {
        return false;
    }

    /**
     * When it is the standby's turn, the CLI first applies that stack one resource at a time, and everything is killed before
     * its second key reaches AWS: the middle of that apply, with nothing under way that Terraform has not heard of.
     */
    @Override
    void deploy(DeployedEnvironment fresh) throws InterruptedException {
        Rollout rollout = fresh.rollout();
        rollout.until("dev-" + STANDBY);
        EmulatorProxy.Hold hold = fresh.emulator().proxy().holdFrom(2, "\"KeyUsage\"", STANDBY);
        Run.Running cli = fresh.project()
                .startCdktf(
                        "deploy",
                        "dev-" + STANDBY,
                        "--auto-approve",
                        "--skip-synth",
                        "--skip-provider-lock",
                        "--ignore-missing-stack-dependencies",
                        "--no-color",
                        "--terraform-parallelism",
                        "1");
        hold.await();
        // What Terraform got an answer for before is in its state by now.
        Thread.sleep(500);
        cli.crash();
        fresh.emulator().proxy().release(hold);
        crashed = cli.await();
        fresh.apply(rollout);
        nameTheOwner(PRIMARY);
        nameTheOwner(STANDBY);
    }

    @Test
    void anApplyAfterAKilledOneConvergesAndLeavesNothingBehind() {
        Run killed = Objects.requireNonNull(crashed);
        assertThat(killed.exitCode()).as("the killed run: %s", killed.output()).isNotZero();
        for (String region : REGIONS) {
            assertThat(ourVpcs(region))
                    .as("VPCs of the environment in %s", region)
                    .hasSize(1);
        }
    }

    @Test
    void theCliShowsTheSameAsAPlan() {
        assertThat(deployed()
                        .project()
                        .cdktf("diff", "dev-iam", "--skip-synth", "--no-color")
                        .succeeded()
                        .output())
                .as("of the roles' stack the emulator forgets the rotation period of the trail's key alone")
                .contains("rotation_period_in_days", "0 to add, 1 to change, 0 to destroy");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A4")
    void eachRegionHasItsNetwork(String region) {
        Vpc vpc = ourVpcs(region).get(0);
        Filter ofVpc = Filter.builder().name("vpc-id").values(vpc.vpcId()).build();

        assertThat(vpc.cidrBlock()).isEqualTo(region.equals(PRIMARY) ? "10.0.0.0/16" : "10.1.0.0/16");
        try (var ec2 = deployed().in(region).ec2()) {
            assertThat(ec2.describeSubnets(request -> request.filters(ofVpc)).subnets())
                    .extracting(subnet -> subnet.availabilityZone())
                    .hasSize(6)
                    .hasSizeGreaterThan(3)
                    .doesNotContainNull();
            assertThat(ec2.describeNatGateways(request -> request.filter(ofVpc)).natGateways())
                    .isEmpty();
            assertThat(ec2.describeVpcEndpoints(request -> request.filters(ofVpc))
                            .vpcEndpoints())
                    .extracting(endpoint -> endpoint.serviceName().replace("com.amazonaws." + region + ".", ""))
                    .containsExactlyInAnyOrder("s3", "dynamodb", "sqs", "sns", "states", "lambda", "secretsmanager");
        }
    }

    @Test
    @Requirement({"A17", "B2"})
    void theRegionsArePeeredWithRoutesBothWays() {
        try (var ec2 = deployed().in(PRIMARY).ec2()) {
            VpcPeeringConnection peering =
                    ec2.describeVpcPeeringConnections().vpcPeeringConnections().get(0);

            assertThat(peering.status().codeAsString()).isEqualTo("active");
            assertThat(peering.requesterVpcInfo().region()).isEqualTo(PRIMARY);
            assertThat(peering.accepterVpcInfo().region()).isEqualTo(STANDBY);
        }
        assertThat(privateTablesWithRoute(PRIMARY, "10.1.8.0/21")).isEqualTo(3);
        assertThat(privateTablesWithRoute(STANDBY, "10.0.8.0/21")).isEqualTo(3);
    }

    @Test
    @Requirement("A6")
    void documentsAreReplicatedWithTheKeyOfTheOtherRegion() {
        try (var s3 = deployed().in(PRIMARY).s3()) {
            ReplicationRule rule = s3.getBucketReplication(request -> request.bucket(documents(PRIMARY)))
                    .replicationConfiguration()
                    .rules()
                    .get(0);

            assertThat(rule.statusAsString()).isEqualTo("Enabled");
            assertThat(rule.destination().bucket()).isEqualTo("arn:aws:s3:::" + documents(STANDBY));
            assertThat(rule.destination().encryptionConfiguration().replicaKmsKeyID())
                    .startsWith("arn:aws:kms:" + STANDBY + ":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A7")
    void eachRegionHasItsTable(String region) {
        try (var dynamoDb = deployed().in(region).dynamoDb()) {
            TableDescription table = dynamoDb.describeTable(request -> request.tableName("payments-transactions-dev"))
                    .table();

            assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
            assertThat(table.sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:" + region + ":");
            assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
            assertThat(dynamoDb.describeContinuousBackups(request -> request.tableName(table.tableName()))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .pointInTimeRecoveryStatus())
                    .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        }
    }

    /** What strong consistency does is not seen here: each copy is a table of its own, see {@link GlobalTableGap}. */
    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Threat("H04")
    void eachRegionHasItsCopyOfTheLogOfEffectsAndAProjectorThatReadsIt(String region) {
        try (var dynamoDb = deployed().in(region).dynamoDb();
                var lambda = deployed().in(region).lambda()) {
            TableDescription log = dynamoDb.describeTable(request -> request.tableName("payments-effects-dev"))
                    .table();

            assertThat(log.keySchema()).extracting(key -> key.attributeName()).containsExactly("payment_id", "version");
            assertThat(log.sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:" + region + ":");
            assertThat(log.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_IMAGE");
            assertThat(lambda.listEventSourceMappings(request -> request.eventSourceArn(log.latestStreamArn()))
                            .eventSourceMappings())
                    .singleElement()
                    .satisfies(mapping ->
                            assertThat(mapping.functionArn()).contains(region, "payments-effect-projector-dev"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A8")
    void eachRegionHasAPrivateEncryptedDatabase(String region) {
        DBInstance database = database(region);

        assertThat(database.publiclyAccessible()).isFalse();
        assertThat(database.storageEncrypted()).isTrue();
        assertThat(database.multiAZ()).isFalse();
        assertThat(database.kmsKeyId()).startsWith("arn:aws:kms:" + region + ":");
        assertThat(database.vpcSecurityGroups()).hasSize(1);
    }

    @Test
    @Requirement("B11")
    void theAccountsTrailRecordsEveryRegionAndIsOn() throws IOException {
        String target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";
        JsonNode trail = JSON.readTree(
                        deployed().emulator().post(target + "DescribeTrails", "{}", "cloudtrail/" + PRIMARY))
                .at("/trailList/0");
        JsonNode status = JSON.readTree(deployed()
                .emulator()
                .post(target + "GetTrailStatus", "{\"Name\":\"payments-audit-dev\"}", "cloudtrail/" + PRIMARY));

        assertThat(trail.path("IsMultiRegionTrail").asBoolean()).as("%s", trail).isTrue();
        assertThat(trail.path("LogFileValidationEnabled").asBoolean()).isTrue();
        assertThat(trail.path("KmsKeyId").asText()).startsWith("arn:aws:kms:" + PRIMARY + ":");
        assertThat(status.path("IsLogging").asBoolean()).as("%s", status).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("E11")
    void eachRegionRecordsItsConfigurations(String region) throws IOException {
        JsonNode status = JSON.readTree(deployed()
                        .emulator()
                        .post("StarlingDoveService.DescribeConfigurationRecorderStatus", "{}", "config/" + region))
                .at("/ConfigurationRecordersStatus/0");

        assertThat(status.path("name").asText()).isEqualTo("payments-recorder-dev");
        assertThat(status.path("recording").asBoolean()).as("%s", status).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A9")
    void eachRegionHasItsFunctionBehindAnAlias(String region) {
        GetFunctionConfigurationResponse function = api(region).configuration();

        assertThat(function.runtimeAsString()).isEqualTo("java21");
        assertThat(function.vpcConfig().subnetIds()).hasSize(3);
        assertThat(function.environment().variables())
                .containsEntry("REGION", region)
                .containsEntry("DYNAMODB_TABLE", "payments-transactions-dev")
                .containsKeys("RDS_HOST", "RDS_PORT", "RDS_DATABASE", "DYNAMODB_ENDPOINT", "ENVIRONMENT_SUFFIX");
        try (var lambda = deployed().in(region).lambda()) {
            assertThat(lambda.getAlias(request -> request.functionName(function.functionName())
                                    .name("live"))
                            .functionVersion())
                    .matches("\\d+");
            assertThat(lambda.getPolicy(request -> request.functionName(function.functionName())
                                    .qualifier("live"))
                            .policy())
                    .contains(
                            "apigateway.amazonaws.com", "/dev/POST/payments", "/dev/GET/payments/*", "/dev/GET/health");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A11")
    void eachRegionHasItsApi(String region) throws IOException {
        JsonNode apis = JSON.readTree(deployed().emulator().get("/restapis", "apigateway/" + region))
                .path("item");
        String id = apis.get(0).path("id").asText();
        JsonNode resources = JSON.readTree(
                deployed().emulator().get("/restapis/%s/resources".formatted(id), "apigateway/" + region));
        List<String> routes = new ArrayList<>();
        resources.path("item").forEach(resource -> resource.path("resourceMethods")
                .fieldNames()
                .forEachRemaining(
                        verb -> routes.add(verb + " " + resource.path("path").asText())));

        assertThat(apis).hasSize(1);
        assertThat(routes)
                .containsExactlyInAnyOrder(
                        "POST /payments",
                        "GET /payments/{id}",
                        "POST /payments/{id}/capture",
                        "GET /health",
                        "GET /health/deep");
        assertThat(deployed().emulator().get("/restapis/%s/stages/dev".formatted(id), "apigateway/" + region))
                .contains("accessLogSettings");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("B11")
    void eachApiIsBehindAFirewallThatLogs(String region) throws IOException {
        String id = JSON.readTree(deployed().emulator().get("/restapis", "apigateway/" + region))
                .path("item")
                .get(0)
                .path("id")
                .asText();
        String stage = "arn:aws:apigateway:%s::/restapis/%s/stages/dev".formatted(region, id);
        JsonNode firewall = JSON.readTree(deployed()
                        .emulator()
                        .post(
                                "AWSWAF_20190729.GetWebACLForResource",
                                "{\"ResourceArn\":\"%s\"}".formatted(stage),
                                "wafv2/" + region))
                .path("WebACL");
        JsonNode logging = JSON.readTree(deployed()
                        .emulator()
                        .post(
                                "AWSWAF_20190729.GetLoggingConfiguration",
                                "{\"ResourceArn\":\"%s\"}"
                                        .formatted(firewall.path("ARN").asText()),
                                "wafv2/" + region))
                .path("LoggingConfiguration");

        assertThat(firewall.path("Rules")).hasSize(6);
        assertThat(logging.path("LogDestinationConfigs").toString()).contains("aws-waf-logs-payments-api-firewall-dev");
        assertThat(deployed().emulator().proxy().masks().in(region))
                .as("masked log groups")
                .isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("B11")
    void functionsReachAwsThroughEndpointsOfTheVpc(String region) {
        try (var ec2 = deployed().in(region).ec2()) {
            assertThat(ec2.describeVpcEndpoints().vpcEndpoints())
                    .extracting(
                            endpoint -> endpoint.serviceName().substring(("com.amazonaws." + region + ".").length()))
                    .containsExactlyInAnyOrder("s3", "dynamodb", "lambda", "sqs", "sns", "secretsmanager", "states");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A14")
    void everyAlarmNotifiesTheTopicOfItsRegion(String region) {
        String topic = "arn:aws:sns:%s:%s:payments-alerts-dev".formatted(region, Emulator.ACCOUNT);
        List<Alarms.Alarm> alarms = Alarms.in(deployed().emulator(), region);

        assertThat(alarms)
                .extracting(Alarms.Alarm::name)
                .contains(
                        "payments-function-errors-dev-" + region,
                        "payments-payments-dead-letters-arrived-dev-" + region);
        assertThat(alarms).allSatisfy(alarm -> assertThat(alarm.actions()).containsExactly(topic));
        try (var sns = deployed().in(region).sns()) {
            assertThat(sns.listTopics().topics())
                    .extracting(existing -> existing.topicArn())
                    .contains(topic);
        }
    }

    @Test
    @Requirement("X4")
    void noDatabasePasswordStandsInAStatePlanOrOutput() throws IOException {
        for (String region : REGIONS) {
            String secret = database(region).masterUserSecret().secretArn();
            String password;
            try (var secrets = deployed().in(region).secrets()) {
                password = JSON.readTree(secrets.getSecretValue(request -> request.secretId(secret))
                                .secretString())
                        .path("password")
                        .asText();
            }
            String plan = deployed().secondPlans().getOrDefault("dev-" + region, "");

            assertThat(password)
                    .as("the emulator's own idea of a managed password")
                    .isNotBlank();
            assertThat(Needle.placesOf(secret, folder()))
                    .as("the search itself: it must find the secret's ARN, also inside the zipped plan")
                    .anyMatch(place -> place.endsWith("terraform.dev-%s.tfstate".formatted(region)))
                    .anyMatch(place -> place.contains("second.tfplan!"));
            assertThat(Needle.placesOf(password, folder()))
                    .as("files with the password of " + region)
                    .isEmpty();
            assertThat(plan).contains(secret).doesNotContain(password);
            assertThat(deployed().said()).contains("database").doesNotContain(password);
        }
    }

    @Test
    @Requirement({"A10", "D8"})
    void theHandlerStoresAndReadsAPaymentWithTheVariablesOfTheDeployedFunction() throws IOException {
        JsonNode created = pay(PRIMARY);
        JsonNode replayed = pay(PRIMARY);
        JsonNode read = invoke(PRIMARY, "GET", "/payments/{id}", "/payments/first", "first", "");

        assertThat(created.path("statusCode").asInt())
                .as("answer to POST: %s", created)
                .isEqualTo(201);
        assertThat(replayed.path("headers").path("Idempotent-Replayed").asText())
                .as("answer to the same POST: %s", replayed)
                .isEqualTo("true");
        assertThat(read.path("statusCode").asInt())
                .as("answer to GET: %s", read)
                .isEqualTo(200);
        assertThat(JSON.readTree(read.path("body").asText()).path("amount").asText())
                .isEqualTo("12.34");
        assertThat(kinds(PRIMARY, "first")).containsExactlyInAnyOrder("payment", "audit", "event");
    }

    @Test
    @Requirement("D5")
    void aCaptureThroughTheDeployedApiStartsTheWorkflowOnce() throws IOException {
        pay(PRIMARY);

        JsonNode captured = capture();
        JsonNode again = capture();

        assertThat(captured.path("statusCode").asInt())
                .as("answer to the capture: %s", captured)
                .isEqualTo(202);
        assertThat(again.path("body")).as("answer to the same").isEqualTo(captured.path("body"));
        String machine = api(PRIMARY).configuration().environment().variables().get("PAYMENT_WORKFLOW_ARN");
        try (var sfn = deployed().in(PRIMARY).sfn()) {
            assertThat(sfn.listExecutions(request -> request.stateMachineArn(machine))
                            .executions())
                    .extracting(ExecutionListItem::name)
                    .as("executions for this payment; another test captures one that came by the queue")
                    .filteredOn(name -> name.contains("first"))
                    .containsExactly("capture-first");
        }
    }

    @Test
    @Threat({"H01", "H03"})
    void theStandbyAcceptsNoPaymentBeforeTheFenceMoves() throws IOException {
        JsonNode refused = pay(STANDBY);

        assertThat(refused.path("statusCode").asInt())
                .as("answer to POST: %s", refused)
                .isEqualTo(503);
        assertThat(kinds(STANDBY, "")).isEmpty();
    }

    /** As `payments regions init` does once after the first apply; each region's copy is a table of its own here. */
    private void nameTheOwner(String region) {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        try (var dynamoDb = deployed().in(region).dynamoDb()) {
            LogOwnership log = new LogOwnership(dynamoDb, "payments-effects-dev", new Backoff());
            Ownership now = log.ownership(deadline);
            if (now.region().isEmpty()) {
                Ownership unused = log.move(now, PRIMARY, deadline);
            }
        }
    }

    private JsonNode pay(String region) throws IOException {
        return invoke(region, "POST", "/payments", "/payments", "", "{\"payment_id\":\"first\",\"amount\":\"12.34\"}");
    }

    private JsonNode capture() throws IOException {
        return invoke(PRIMARY, "POST", "/payments/{id}/capture", "/payments/first/capture", "first", "{}");
    }

    /** The kinds of records that name a payment. */
    private List<String> kinds(String region, String payment) {
        try (var dynamoDb = deployed().in(region).dynamoDb()) {
            return dynamoDb.scan(request -> request.tableName("payments-transactions-dev")).items().stream()
                    .filter(item -> item.toString().contains(payment))
                    .map(item -> item.getOrDefault("kind", AttributeValue.fromS("none"))
                            .s())
                    .toList();
        }
    }

    private JsonNode invoke(String region, String verb, String resource, String path, String id, String body)
            throws IOException {
        Map<String, Object> event = new HashMap<>();
        event.put("resource", resource);
        event.put("path", path);
        event.put("httpMethod", verb);
        event.put("headers", Map.of("Content-Type", "application/json"));
        event.put("pathParameters", id.isEmpty() ? null : Map.of("id", id));
        event.put(
                "requestContext",
                Map.of(
                        "requestId",
                        "test",
                        "stage",
                        "dev",
                        "path",
                        "/dev" + path,
                        "identity",
                        Map.of("caller", "AROAEXAMPLE:session")));
        event.put("body", body.isEmpty() ? null : body);
        event.put("isBase64Encoded", false);
        return api(region).answer(JSON.valueToTree(event));
    }

    private DeployedFunction api(String region) {
        return new DeployedFunction(deployed(), folder(), region, "payments-api-handler-dev");
    }

    private static String documents(String region) {
        return "payments-documents-dev-%s-%s".formatted(region, Emulator.ACCOUNT);
    }

    private DBInstance database(String region) {
        try (var rds = deployed().in(region).rds()) {
            return rds.describeDBInstances(request -> request.dbInstanceIdentifier("payments-database-dev"))
                    .dbInstances()
                    .get(0);
        }
    }

    private List<Vpc> ourVpcs(String region) {
        try (var ec2 = deployed().in(region).ec2()) {
            return ec2.describeVpcs(request -> request.filters(Filter.builder()
                            .name("tag:Project")
                            .values("payments")
                            .build()))
                    .vpcs();
        }
    }

    private long privateTablesWithRoute(String region, String destination) {
        try (var ec2 = deployed().in(region).ec2()) {
            List<RouteTable> tables = ec2.describeRouteTables().routeTables();
            return tables.stream()
                    .filter(table -> table.routes().stream()
                            .anyMatch(route -> destination.equals(route.destinationCidrBlock())
                                    && route.vpcPeeringConnectionId() != null))
                    .count();
        }
    }
}
