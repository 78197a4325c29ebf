package payments.emulator;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS refuses does not reach the emulator, and is answered in the words of AWS. */
class RefusingProxyTest {
    private static final String REGION = "eu-west-1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/runner";
    private static final Duration LONG_AGO = Duration.ofMinutes(10);

    private RefusingAws aws;

    @BeforeEach
    void anAccount() throws IOException {
        aws = new RefusingAws();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    /** SnapStart. */
    @Test
    void aVersionWithSnapStartIsInvokedWhenItsSnapshotIsThereAndNotBefore() {
        create("migrate", "\"SnapStart\": {\"ApplyOn\": \"PublishedVersions\"}, \"Publish\": true");

        assertThat(invoke("migrate", "?Qualifier=1")).startsWith("409").contains("SnapStartNotReadyException");
        assertThat(invoke("migrate", "")).as("$LATEST has no snapshot").startsWith("200");
        aws.passes(Duration.ofMinutes(3));
        assertThat(invoke("migrate", "?Qualifier=1")).startsWith("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate/invocations?Qualifier=live",
                "migrate:live/invocations",
                "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Amigrate%3Alive/invocations"
            })
    void anAliasIsAsReadyAsItsVersion(String asked) {
        create("migrate", "\"SnapStart\": {\"ApplyOn\": \"PublishedVersions\"}");
        lambda("POST /2015-03-31/functions/migrate/versions", "{}");
        lambda("POST /2015-03-31/functions/migrate/aliases", "{\"Name\": \"live\", \"FunctionVersion\": \"1\"}");

        assertThat(lambda("POST /2015-03-31/functions/" + asked, "{}")).startsWith("409");
    }

    @Test
    void aVersionWithoutSnapStartIsInvokedAtOnce() {
        create("migrate", "\"Publish\": true");
        create("api", "\"SnapStart\": {\"ApplyOn\": \"PublishedVersions\"}, \"Publish\": true");

        assertThat(invoke("migrate", "?Qualifier=1")).startsWith("200");
        lambda(
                "PUT /2015-03-31/functions/migrate/configuration",
                "{\"SnapStart\": {\"ApplyOn\": \"PublishedVersions\"}}");
        lambda("PUT /2015-03-31/functions/migrate/code", "{\"Publish\": true}");
        assertThat(invoke("migrate", "?Qualifier=1")).startsWith("409");
    }

    /** Event subscriptions. */
    @Test
    void anEventSubscriptionNamesSourcesOfItsType() {
        rds("CreateDBParameterGroup&DBParameterGroupName=tuning");
        rds("CreateDBClusterParameterGroup&DBClusterParameterGroupName=cluster-tuning");
        rds("CreateDBInstance&DBInstanceIdentifier=Ledger");

        assertThat(subscribe("db-parameter-group", "tuning")).startsWith("200");
        assertThat(subscribe("db-instance", "ledger")).startsWith("200");
        assertThat(subscribe("db-parameter-group", "default.postgres17")).startsWith("200");
        assertThat(subscribe("db-parameter-group", "cluster-tuning"))
                .startsWith("404")
                .contains("<Code>SourceNotFound</Code>", "Could not find source: cluster-tuning");
        assertThat(subscribe("db-cluster", "ledger")).startsWith("404");
        assertThat(rds("CreateEventSubscription&SubscriptionName=s&SourceIds.SourceId.1=ledger"))
                .contains("InvalidParameterCombination");
    }

    @Test
    void aSourceThatIsAddedLaterIsOfTheSubscriptionsType() {
        rds("CreateDBInstance&DBInstanceIdentifier=ledger");
        subscribe("db-instance", "ledger");

        String add = "AddSourceIdentifierToSubscription&SubscriptionName=s&SourceIdentifier=";
        assertThat(rds(add + "ledger")).startsWith("200");
        assertThat(rds(add + "other")).startsWith("404");
        rds("DeleteDBInstance&DBInstanceIdentifier=ledger");
        assertThat(rds(add + "ledger")).startsWith("404");
    }

    /** Sizes. */
    @ParameterizedTest
    @CsvSource({
        "CreatePolicy&PolicyDocument=, 6144, PolicySize: 6144",
        "CreatePolicyVersion&PolicyDocument=, 6144, PolicySize: 6144",
        "CreateRole&RoleName=r&AssumeRolePolicyDocument=, 2048, ACLSizePerRole: 2048",
        "PutRolePolicy&RoleName=r&PolicyName=p&PolicyDocument=, 10240, Maximum policy size of 10240 bytes exceeded for role r"
    })
    void aPolicyHasItsSizeAndIamCountsNoWhiteSpace(String call, int most, String said) {
        assertThat(iam(call + " ".repeat(500).replace(' ', '+') + "x".repeat(most)))
                .startsWith("200");
        assertThat(iam(call + "x".repeat(most + 1))).startsWith("409").contains("LimitExceeded", said);
    }

    @Test
    void theInlinePoliciesOfARoleAreCountedTogether() {
        iam("PutRolePolicy&RoleName=r&PolicyName=a&PolicyDocument=" + "x".repeat(6_000));

        String second = "&PolicyDocument=" + "x".repeat(6_000);
        assertThat(iam("PutRolePolicy&RoleName=r&PolicyName=b" + second)).startsWith("409");
        assertThat(iam("PutRolePolicy&RoleName=r&PolicyName=a" + second))
                .as("in its place")
                .startsWith("200");
        assertThat(iam("PutRolePolicy&RoleName=other&PolicyName=b" + second)).startsWith("200");
    }

    @Test
    void aRoleHasTenManagedPolicies() {
        for (int i = 0; i < 10; i++) {
            assertThat(iam("AttachRolePolicy&RoleName=r&PolicyArn=p" + i)).startsWith("200");
        }
        assertThat(iam("AttachRolePolicy&RoleName=r&PolicyArn=p10")).contains("PoliciesPerRole: 10");
        iam("DetachRolePolicy&RoleName=r&PolicyArn=p0");
        assertThat(iam("AttachRolePolicy&RoleName=r&PolicyArn=p10")).startsWith("200");
    }

    @Test
    void documentsOfOtherServicesHaveTheirSizes() {
        String key = "{\"Policy\": \"%s\"}";
        assertThat(aws.target("kms", REGION, "TrentService.PutKeyPolicy", key.formatted("x".repeat(32_769))))
                .contains("LimitExceededException");
        assertThat(aws.target("kms", REGION, "TrentService.PutKeyPolicy", key.formatted("x".repeat(32_768))))
                .startsWith("200");
        assertThat(aws.path("s3", REGION, "PUT /bucket?policy", "x".repeat(20_481)))
                .contains("PolicyTooLarge");
        assertThat(aws.path("s3", REGION, "PUT /bucket/an-object", "x".repeat(20_481)))
                .startsWith("200");
        assertThat(lambda(
                        "POST /2015-03-31/functions",
                        "{\"FunctionName\": \"f\", \"Environment\": {\"Variables\": {\"A\": \"%s\"}}}"
                                .formatted("x".repeat(4_096))))
                .contains("InvalidParameterValueException", "4KB");
        assertThat(aws.target(
                        "states",
                        REGION,
                        "AWSStepFunctions.CreateStateMachine",
                        "{\"definition\": \"%s\"}".formatted("x".repeat(1_048_577))))
                .contains("ValidationException");
    }

    /** Principals. */
    @Test
    void aPolicyOfAResourceNamesARoleThatIsThere() {
        assertPrincipal(ROLE, false);
        iam("CreateRole&RoleName=runner");
        assertPrincipal(ROLE, true);
        iam("DeleteRole&RoleName=runner");
        assertPrincipal(ROLE, false);
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012, true",
        "arn:aws:iam::123456789012:root, true",
        "arn:aws:iam::210987654321:role/theirs, true",
        "arn:aws:sts::123456789012:assumed-role/runner/session, true",
        "*, true",
        "arn:aws:iam::123456789012:role/*, false",
        "arn:aws:kms::123456789012:root, false",
        "12345, false"
    })
    void aPrincipalIsAnAccountOrAnIdentity(String principal, boolean isOne) {
        assertPrincipal(principal, isOne);
    }

    @Test
    void aServicePrincipalIsTheNameOfAService() {
        String policy = "{\"Statement\": [{\"Principal\": {\"Service\": [\"%s\"]}}]}";
        assertThat(aws.path("s3", REGION, "PUT /b?policy", policy.formatted("delivery.logs.amazonaws.com")))
                .startsWith("200");
        assertThat(aws.path("s3", REGION, "PUT /b?policy", policy.formatted("cloudtrail")))
                .contains("MalformedPolicy");
    }

    private void assertPrincipal(String principal, boolean isThere) {
        String policy = "{\"Statement\": [{\"Principal\": {\"AWS\": [\"%s\"]}}]}".formatted(principal);
        String quoted = policy.replace("\"", "\\\"");

        assertThat(aws.target("kms", REGION, "TrentService.CreateKey", "{\"Policy\": \"%s\"}".formatted(quoted)))
                .as("key policy with %s", principal)
                .matches(isThere ? "200.*" : "400.*MalformedPolicyDocumentException.*invalid principals.*");
        assertThat(aws.path("s3", REGION, "PUT /bucket?policy", policy))
                .as("bucket policy with %s", principal)
                .matches(isThere ? "200.*" : "400.*<Code>MalformedPolicy</Code>.*Invalid principal in policy.*");
        assertThat(iam("CreateRole&RoleName=any&AssumeRolePolicyDocument=" + encode(policy, UTF_8)))
                .as("trust policy with %s", principal)
                .matches(isThere ? "200.*" : "400.*MalformedPolicyDocument.*");
        assertThat(aws.form(
                        "sns",
                        REGION,
                        "SetTopicAttributes&AttributeName=Policy&AttributeValue=" + encode(policy, UTF_8)))
                .as("topic policy with %s", principal)
                .matches(isThere ? "200.*" : "400.*PrincipalNotFound.*");
        assertThat(aws.target(
                        "sqs",
                        REGION,
                        "AmazonSQS.SetQueueAttributes",
                        "{\"QueueUrl\": \"q\", \"Attributes\": {\"Policy\": \"%s\"}}".formatted(quoted)))
                .as("queue policy with %s", principal)
                .matches(isThere ? "200.*" : "400.*InvalidAttributeValue.*");
    }

    /** Roles that are seconds old. */
    @Test
    void aServiceDoesNotKnowARoleThatWasMadeSecondsAgo() {
        iam("CreateRole&RoleName=runner");

        assertThat(create("f", "\"Role\": \"%s\"".formatted(ROLE))).contains("cannot be assumed by Lambda");
        assertThat(aws.target(
                        "states",
                        REGION,
                        "AWSStepFunctions.CreateStateMachine",
                        "{\"roleArn\": \"%s\"}".formatted(ROLE)))
                .contains("AccessDeniedException");
        assertThat(aws.path(
                        "scheduler",
                        REGION,
                        "POST /schedules/nightly",
                        "{\"Target\": {\"RoleArn\": \"%s\"}}".formatted(ROLE)))
                .contains("ValidationException");
        assertThat(rds("CreateDBInstance&MonitoringRoleArn=" + ROLE)).contains("ENHANCED_MONITORING");
        assertThat(aws.form("ec2", REGION, "CreateFlowLogs&DeliverLogsPermissionArn=" + ROLE))
                .contains("<Errors><Error><Code>InvalidParameter</Code>");
        assertThat(aws.target(
                        "cloudtrail",
                        REGION,
                        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail",
                        "{\"CloudWatchLogsRoleArn\": \"%s\"}".formatted(ROLE)))
                .contains("InvalidCloudWatchLogsRoleArnException");
        assertThat(aws.path(
                        "apigateway",
                        REGION,
                        "PATCH /account",
                        "{\"patchOperations\": [{\"path\": \"/cloudwatchRoleArn\", \"value\": \"%s\"}]}"
                                .formatted(ROLE)))
                .contains("BadRequestException");
    }

    @Test
    void aRoleThatHasSpreadIsKnown() {
        iam("CreateRole&RoleName=runner");
        aws.passes(LONG_AGO);

        assertThat(create("f", "\"Role\": \"%s\"".formatted(ROLE))).startsWith("200");
    }

    /** What the tables of facts about AWS know. */
    @ParameterizedTest
    @CsvSource({
        "postgres, 15.4, false",
        "postgres, 17.4, false",
        "aurora-postgresql, 13.7, false",
        "postgres, 17, true",
        "aurora-postgresql, 16, true"
    })
    void aDatabaseHasAVersionThatRdsStillMakes(String engine, String version, boolean isMade) {
        for (String call : List.of("CreateDBInstance", "CreateDBCluster")) {
            assertThat(rds("%s&Engine=%s&EngineVersion=%s".formatted(call, engine, version)))
                    .as("%s of %s %s", call, engine, version)
                    .matches(
                            isMade
                                    ? "200.*"
                                    : "400.*InvalidParameterCombination.*Cannot find version %s for %s.*"
                                            .formatted(version, engine));
        }
    }

    @Test
    void aDatabaseHasAClassOfItsEngine() {
        assertThat(rds("CreateDBInstance&Engine=postgres&DBInstanceClass=db.m7g.large"))
                .startsWith("200");
        assertThat(rds("CreateDBInstance&Engine=postgres&DBInstanceClass=db.m7x.large"))
                .contains("InvalidParameterCombination", "DBInstanceClass=db.m7x.large");
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, us-west-2, true", "us-east-2, us-west-2, false", "us-east-1, af-south-1, false"})
    void backupsAreCopiedBetweenPairsOfRegions(String from, String to, boolean isPair) throws IOException {
        try (RefusingAws everywhere = new RefusingAws(to)) {
            assertThat(everywhere.form(
                            "rds",
                            to,
                            "StartDBInstanceAutomatedBackupsReplication&SourceDBInstanceArn=arn:aws:rds:%s:123456789012:db:ledger"
                                    .formatted(from)))
                    .matches(
                            isPair
                                    ? "(?s)200.*"
                                    : "400.*InvalidParameterValue.*not available in region %s.*".formatted(to));
        }
    }

    @Test
    void aRegionToBeOptedInToKnowsOnlyAccountsThatHave() throws IOException {
        assertInRegion(aws, false);
        try (RefusingAws enabled = new RefusingAws("eu-central-2")) {
            assertInRegion(enabled, true);
        }
    }

    private static void assertInRegion(RefusingAws asked, boolean isEnabled) {
        String region = "eu-central-2";
        assertThat(asked.form("rds", region, "DescribeDBInstances"))
                .matches(isEnabled ? "200.*" : "403.*InvalidClientTokenId.*");
        assertThat(asked.form("ec2", region, "DescribeVpcs")).matches(isEnabled ? "200.*" : "401.*AuthFailure.*");
        assertThat(asked.target("kms", region, "TrentService.ListKeys", "{}"))
                .matches(isEnabled ? "200.*" : "400.*UnrecognizedClientException.*");
        assertThat(asked.path("s3", region, "GET /", "")).matches(isEnabled ? "200.*" : "403.*InvalidAccessKeyId.*");
        assertThat(asked.path("lambda", region, "GET /2015-03-31/functions", ""))
                .matches(isEnabled ? "200.*" : "403.*UnrecognizedClientException.*");
    }

    @ParameterizedTest
    @CsvSource({
        "ec2, AllocateAddress, ReleaseAddress, 5, AddressLimitExceeded",
        "ec2, CreateVpc, DeleteVpc, 5, VpcLimitExceeded",
        "ec2, CreateInternetGateway, DeleteInternetGateway, 5, InternetGatewayLimitExceeded",
        "rds, CreateDBInstance, DeleteDBInstance, 40, InstanceQuotaExceeded",
        "rds, CreateDBCluster, DeleteDBCluster, 40, DBClusterQuotaExceededFault",
        "rds, CreateEventSubscription, DeleteEventSubscription, 20, EventSubscriptionQuotaExceeded"
    })
    void aNewAccountHasItsQuotas(String service, String maker, String deleter, int most, String code) {
        for (int i = 0; i < most; i++) {
            assertThat(aws.form(service, REGION, maker)).startsWith("200");
        }
        assertThat(aws.form(service, REGION, maker)).contains(code);
        assertThat(aws.form(service, "eu-central-1", maker))
                .as("another region")
                .startsWith("200");
        aws.form(service, REGION, deleter);
        assertThat(aws.form(service, REGION, maker)).startsWith("200");
    }

    @Test
    void aHundredOfTheAccountsConcurrencyStayFree() {
        String reserve = "{\"ReservedConcurrentExecutions\": %d}";
        String path = "PUT /2017-10-31/functions/%s/concurrency";
        assertThat(lambda(path.formatted("a"), reserve.formatted(800))).startsWith("200");
        assertThat(lambda(path.formatted("b"), reserve.formatted(101))).contains("below its minimum value of [100]");
        assertThat(lambda(path.formatted("b"), reserve.formatted(100))).startsWith("200");
        assertThat(lambda(path.formatted("a"), reserve.formatted(700)))
                .as("in its place")
                .startsWith("200");
    }

    private String create(String function, String settings) {
        return lambda("POST /2015-03-31/functions", "{\"FunctionName\": \"%s\", %s}".formatted(function, settings));
    }

    private String invoke(String function, String qualifier) {
        return lambda("POST /2015-03-31/functions/%s/invocations%s".formatted(function, qualifier), "{}");
    }

    private String lambda(String methodAndPath, String body) {
        return aws.path("lambda", REGION, methodAndPath, body);
    }

    private String rds(String form) {
        return aws.form("rds", REGION, form);
    }

    private String iam(String form) {
        return aws.form("iam", "us-east-1", form);
    }

    private String subscribe(String type, String source) {
        return rds("CreateEventSubscription&SubscriptionName=s&SourceType=%s&SourceIds.SourceId.1=%s"
                .formatted(type, source));
    }
}
