package payments.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.guardrail.model.Program;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Each question passes on an account that can take the stacks, and fails, with what to change, on one that cannot. */
class QuestionsTest {
    private static final String NUMBER = "123456789012";
    private static final String STACK = """
            {"provider": {"aws": [{"region": "eu-central-2"}, {"alias": "west", "region": "eu-west-1"}]},
             "data": {"aws_caller_identity": {"account": {}},
                      "aws_availability_zones": {"zones": {"exclude_zone_ids": ["euc2-az3"]}}},
             "resource": {
               "aws_subnet": {
                 "a": {"availability_zone": "${data.aws_availability_zones.zones.names[0]}"},
                 "b": {"availability_zone": "${data.aws_availability_zones.zones.names[1]}"}},
               "aws_lambda_function": {"f": {"reserved_concurrent_executions": 20}, "g": {"reserved_concurrent_executions": 5}},
               "aws_rds_cluster": {"c": {"engine": "aurora-postgresql", "engine_version": "16.9"}},
               "aws_rds_cluster_instance": {"i": {"engine": "aurora-postgresql", "instance_class": "db.r7g.large",
                 "cluster_identifier": "${aws_rds_cluster.c.id}"}},
               "aws_db_instance": {"d": {"engine": "postgres", "engine_version": "17", "instance_class": "db.m7g.large"}},
               "aws_db_instance_automated_backups_replication": {"r": {"provider": "aws.west",
                 "source_db_instance_arn": "${aws_db_instance.d.arn}"}},
               "aws_vpc": {"v": {"cidr_block": "10.0.0.0/16"}},
               "aws_vpc_endpoint": {"e": {"service_name": "com.amazonaws.eu-central-2.sqs"}},
               "aws_s3_bucket": {"s": {"bucket": "documents-${data.aws_caller_identity.account.account_id}"}},
               "aws_config_configuration_recorder": {"k": {"name": "ours"}},
               "aws_iam_role": {"o": {"name": "our-role"}},
               "aws_iam_service_linked_role": {"l": {"aws_service_name": "config.amazonaws.com"}},
               "aws_api_gateway_rest_api": {"p": {"name": "p"}},
               "aws_api_gateway_account": {"q": {"cloudwatch_role_arn":
                 "arn:aws:iam::${data.aws_caller_identity.account.account_id}:role/logging"}},
               "aws_route53_record": {"z": {"zone_id": "Z1"}}}}""";

    private static final String DEPLOYED = """
            {"provider": {"aws": [{"region": "eu-west-1"}, {"alias": "standby", "region": "eu-central-1"}]},
             "resource": {
               "aws_lambda_function": {"f": {"function_name": "api"}},
               "aws_lambda_alias": {"a": {"name": "live", "function_name": "${aws_lambda_function.f.function_name}"}},
               "aws_sns_topic": {"t": {"name": "alerts"}, "u": {"name": "events"}},
               "aws_cloudwatch_metric_alarm": {"m": {"alarm_name": "errors", "alarm_actions": ["${aws_sns_topic.t.arn}"]}},
               "aws_cloudtrail": {"c": {"name": "audit"}},
               "aws_config_configuration_recorder": {"k": {"name": "ours"}},
               "aws_db_instance": {"d": {"identifier": "ledger"}},
               "aws_db_instance_automated_backups_replication": {"r": {"provider": "aws.standby",
                 "source_db_instance_arn": "${aws_db_instance.d.arn}"}}}}""";

    private FakeAccount account;
    private Set<String> nameServers = Set.of("NS-1.example.");

    @BeforeEach
    void anAccountThatCanTakeTheStacks() throws IOException {
        account = new FakeAccount();
        account.answers("DescribeRegions", regions("opted-in"))
                .answers(
                        "DescribeAvailabilityZones",
                        "<r><item><zoneName>a</zoneName><zoneId>euc2-az1</zoneId></item>"
                                + "<item><zoneName>b</zoneName><zoneId>euc2-az2</zoneId></item></r>")
                .answers("GET /2016-08-19/account-settings/", "{\"AccountLimit\": {\"ConcurrentExecutions\": 1000}}")
                .answers(
                        "DescribeDBEngineVersions",
                        "<r><DBEngineVersion><EngineVersion>16.9</EngineVersion></DBEngineVersion>"
                                + "<DBEngineVersion><EngineVersion>17.6</EngineVersion></DBEngineVersion></r>")
                .answers(
                        "DescribeOrderableDBInstanceOptions",
                        "<r><OrderableDBInstanceOption><EngineVersion>16.9</EngineVersion></OrderableDBInstanceOption>"
                                + "<OrderableDBInstanceOption><EngineVersion>17.6</EngineVersion></OrderableDBInstanceOption></r>")
                .answers("DescribeSourceRegions", sourceRegions("eu-central-2", true))
                .answers(
                        "DescribeVpcEndpointServices",
                        "<r><serviceNameSet><item>com.amazonaws.eu-central-2.sqs</item></serviceNameSet></r>")
                .answers("DescribeVpcs", vpcs("vpc-of-another"))
                .answers("GetServiceQuota", "{\"Quota\": {\"Value\": 40.0}}")
                .answers("DescribeConfigurationRecorders", "{\"ConfigurationRecorders\": []}")
                .answers("ListRoles", "<r/>")
                .answers("GET /account", "{}")
                .answers(
                        "GET /v20180820/configuration/publicAccessBlock",
                        "<r><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                                + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                                + "<RestrictPublicBuckets>true</RestrictPublicBuckets></r>")
                .answers(
                        "GET /2013-04-01/hostedzone/Z1",
                        "<r><HostedZone><Name>example.com.</Name></HostedZone>"
                                + "<NameServer>ns-1.example</NameServer><NameServer>ns-2.example</NameServer></r>");
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void allQuestionsPassOnAnAccountThatCanTakeTheStacks() {
        List<String> answers = ask(STACK);

        assertThat(answers).isNotEmpty().allMatch(answer -> answer.contains(" pass "));
        assertThat(answers.stream().map(answer -> answer.split(" ", 2)[0]).distinct())
                .as("each has something to say about these stacks")
                .containsExactlyElementsOf(Questions.beforeDeployment().names());
        assertThat(account.asked())
                .contains("eu-central-2 DescribeDBEngineVersions", "eu-west-1 DescribeSourceRegions");
    }

    @Test
    void nothingIsAskedThatWouldChangeTheAccount() {
        ask(STACK);

        assertThat(account.asked()).allMatch(call -> call.matches("[\\w-]+ (Describe|List|Get|GET |HEAD ).*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DescribeRegions | <r><item><regionName>eu-central-2</regionName><optInStatus>not-opted-in</optInStatus></item></r> | regions-enabled FAIL eu-central-2: not-opted-in | aws account enable-region --region-name eu-central-2
            DescribeAvailabilityZones | <r><item><zoneName>a</zoneName><zoneId>euc2-az1</zoneId></item><item><zoneName>c</zoneName><zoneId>euc2-az3</zoneId></item></r> | availability-zones FAIL eu-central-2: 1 zones, the network uses 2 | network.zones
            GET /2016-08-19/account-settings/ | {"AccountLimit": {"ConcurrentExecutions": 10}} | lambda-concurrency FAIL eu-central-2: 10 at once, the stacks reserve 25 | L-B99A9384
            GetServiceQuota | {"Quota": {"Value": 1.0}} | quotas FAIL eu-central-2: 1 database instances, the stacks have 2 | request-service-quota-increase --region eu-central-2 --service-code rds --quota-code L-7B6409FD --desired-value 2
            DescribeDBEngineVersions | <r><DBEngineVersion><EngineVersion>16.10</EngineVersion></DBEngineVersion></r> | engine-versions FAIL eu-central-2: RDS creates no aurora-postgresql 16.9 | 16.10
            DescribeDBEngineVersions | <r><DBEngineVersion><EngineVersion>16.10</EngineVersion></DBEngineVersion></r> | engine-versions FAIL eu-central-2: RDS creates no postgres 17 | 16.10
            DescribeOrderableDBInstanceOptions | <r/> | instance-classes FAIL eu-central-2: db.m7g.large for postgres 17 is not offered | database.instanceClass
            DescribeOrderableDBInstanceOptions | <r/> | instance-classes FAIL eu-central-2: db.r7g.large for aurora-postgresql 16.9 is not offered | database.instanceClass
            DescribeSourceRegions | <r/> | backup-replication FAIL eu-west-1 takes no automated backups from eu-central-2 | links.databaseCopy
            DescribeVpcEndpointServices | <r/> | endpoint-services FAIL eu-central-2: there is no com.amazonaws.eu-central-2.sqs | another region
            DescribeConfigurationRecorders | {"ConfigurationRecorders": [{"name": "default"}]} | configuration-recorders FAIL eu-central-2: there is the recorder default | ownsAccount
            GET /account | {"cloudwatchRoleArn": "arn:aws:iam::123456789012:role/theirs"} | api-gateway-logging FAIL eu-central-2: an apply replaces the role | ownsAccount
            """)
    void aQuestionFailsWithWhatToChange(String call, String answer, String expected, String change) {
        account.answers(call, answer);

        assertThat(ask(STACK))
                .anySatisfy(line -> assertThat(line).startsWith(expected).contains(change));
    }

    @ParameterizedTest
    @CsvSource({"200, pass", "404, pass", "403, FAIL documents-123456789012", "301, FAIL documents-123456789012"})
    void aBucketsNameIsFreeOrOurs(int status, String expected) {
        account.refuses("HEAD /documents-" + NUMBER, status, "");

        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line).startsWith("bucket-names " + expected));
    }

    /** What another system has counts; what an earlier apply of the same stacks made does not count twice. */
    @Test
    void aQuotaIsNotEnoughForTheStacksAndWhatTheAccountHasAlready() {
        account.answers("GetServiceQuota", "{\"Quota\": {\"Value\": 2.0}}");
        account.answers("DescribeVpcs", vpcs("vpc-1", "vpc-2"));
        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line)
                .startsWith("quotas FAIL eu-central-2: 2 VPCs, the stacks have 1, and the account has 2 others")
                .contains("--quota-code L-F678F1CE --desired-value 3"));

        account.answers(
                "DescribeVpcs",
                "<r><vpcSet><item><vpcId>vpc-1</vpcId></item><item><vpcId>vpc-2</vpcId><tagSet><item><key>Workspace</key>"
                        + "<value>dev-eu-central-2</value></item></tagSet></item></vpcSet></r>");
        assertThat(ask(STACK)).noneSatisfy(line -> assertThat(line).contains("VPCs"));
    }

    /** API Gateway answers so in a region where nobody set a role. */
    @Test
    void whatAnAnswerHasAsNullIsNotThere() {
        account.answers("GET /account", "{\"cloudwatchRoleArn\": null, \"throttleSettings\": {\"rateLimit\": null}}");

        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line).startsWith("api-gateway-logging pass"));
    }

    @Test
    void aQuotaThatServiceQuotasDoesNotKnowIsThatOfANewAccount() {
        account.refuses("GetServiceQuota", 400, "{\"__type\": \"NoSuchResourceException\", \"message\": \"none\"}");

        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line).startsWith("quotas pass eu-central-2"));
    }

    @Test
    void aServiceLinkedRoleThatIsThereIsImportedUnlessTheStacksMadeIt() {
        account.answers("ListRoles", "<r><member><RoleName>AWSServiceRoleForConfig</RoleName></member></r>");
        account.refuses("GetRole", 404, "<e><Error><Code>NoSuchEntity</Code></Error></e>");
        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line)
                .startsWith("service-linked-roles FAIL config.amazonaws.com")
                .contains("import aws_iam_service_linked_role.l"));

        account.answers("GetRole", "<r><RoleName>our-role</RoleName></r>");
        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line).startsWith("service-linked-roles pass"));
    }

    @Test
    void aHostedZoneIsThereAndDelegated() {
        nameServers = Set.of("ns.of-the-registrar.example");
        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line)
                .startsWith("hosted-zones FAIL Z1: example.com is delegated to ns.of-the-registrar.example")
                .contains("ns-1.example, ns-2.example"));
        nameServers = Set.of();
        assertThat(ask(STACK)).anySatisfy(line -> assertThat(line).startsWith("hosted-zones not known"));
        account.refuses("GET /2013-04-01/hostedzone/Z1", 404, "<e><Error><Code>NoSuchHostedZone</Code></Error></e>");
        assertThat(ask(STACK))
                .anySatisfy(line -> assertThat(line).startsWith("hosted-zones FAIL Z1: there is no such zone"));
    }

    @Test
    void theAccountIsTheOneThatTheStacksName() {
        assertThat(
                        ask(
                                "{\"provider\": {\"aws\": {\"region\": \"eu-west-1\", \"allowed_account_ids\": [\"210987654321\"]}}}"))
                .first()
                .asString()
                .startsWith("account FAIL the credentials are of account 123456789012, the stacks name 210987654321");
    }

    @Test
    void whatIsLeftToAnotherDeploymentMustBeThere() {
        String stack = """
                {"provider": {"aws": {"region": "eu-west-1"}},
                 "resource": {"aws_api_gateway_rest_api": {"p": {"name": "p"}}, "aws_s3_bucket": {"s": {"bucket": "b"}}}}""";
        account.refuses("GET /v20180820/configuration/publicAccessBlock", 404, "<e/>");

        assertThat(ask(stack))
                .anySatisfy(line -> assertThat(line).startsWith("api-gateway-logging FAIL"))
                .anySatisfy(line -> assertThat(line).startsWith("public-access-block FAIL"));
    }

    @Test
    void allQuestionsPassOnceEverythingWorks() {
        everythingWorks();
        List<String> answers = ask(DEPLOYED, Questions.whenDeployed());

        assertThat(answers).isNotEmpty().allMatch(answer -> answer.contains(" pass "));
        assertThat(answers.stream().map(answer -> answer.split(" ", 2)[0]))
                .containsExactlyElementsOf(Questions.whenDeployed().names());
        assertThat(account.asked()).allMatch(call -> call.matches("[\\w-]+ (Describe|List|Get|GET ).*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /2015-03-31/functions/api/configuration | {"State": "Pending"} | versions-ready FAIL eu-west-1: api:live is Pending
            ListSubscriptionsByTopic | <r/> | subscriptions-confirmed FAIL eu-west-1: alerts has no subscription
            ListSubscriptionsByTopic | <r><SubscriptionArn>PendingConfirmation</SubscriptionArn></r> | subscriptions-confirmed FAIL eu-west-1: alerts has a subscription that nobody confirmed
            DescribeAlarms | <r><member><AlarmName>errors</AlarmName><StateValue>ALARM</StateValue></member></r> | alarms-quiet FAIL eu-west-1: raised are errors
            DescribeAlarms | <r/> | alarms-quiet FAIL eu-west-1: of 1 alarms 1 are not there, such as errors
            DescribeConfigurationRecorderStatus | {"ConfigurationRecordersStatus": []} | recorders-deliver FAIL eu-west-1: there is no recorder
            GetTrailStatus | {"IsLogging": true, "LatestDeliveryError": "AccessDenied"} | trail-delivers FAIL eu-west-1: audit is not delivered: AccessDenied
            GetTrailStatus | {"IsLogging": false} | trail-delivers FAIL eu-west-1: audit does not record
            DescribeConfigurationRecorderStatus | {"ConfigurationRecordersStatus": [{"recording": true, "lastStatus": "Failure", "lastErrorMessage": "no right"}]} | recorders-deliver FAIL eu-west-1: the last delivery failed: no right
            DescribeDBInstanceAutomatedBackups | <r/> | backups-copied FAIL eu-central-1: of ledger, not there
            """)
    void whatDoesNotWorkAfterAnApplyFails(String call, String answer, String expected) {
        everythingWorks();
        account.answers(call, answer);

        assertThat(ask(DEPLOYED, Questions.whenDeployed()))
                .anySatisfy(line -> assertThat(line).startsWith(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /2015-03-31/functions/api/configuration | {"__type": "ResourceNotFoundException"} | versions-ready FAIL eu-west-1: api:live is not there
            ListSubscriptionsByTopic | <e><Error><Code>NotFound</Code></Error></e> | subscriptions-confirmed FAIL eu-west-1: alerts is not there
            GetTrailStatus | {"__type": "TrailNotFoundException"} | trail-delivers FAIL eu-west-1: audit is not there
            """)
    void whatIsNotThereIsToBeApplied(String call, String answer, String expected) {
        everythingWorks();
        account.refuses(call, 404, answer);

        assertThat(ask(DEPLOYED, Questions.whenDeployed()))
                .anySatisfy(line -> assertThat(line).startsWith(expected).contains("apply the stacks"));
    }

    @Test
    void anAnswerWithoutWordsSaysWhoGaveIt() {
        everythingWorks();
        account.refuses("GetTrailStatus", 404, "");

        assertThat(ask(DEPLOYED, Questions.whenDeployed()))
                .contains(
                        "trail-delivers not known eu-west-1: audit: AWS did not answer: HTTP status 404 from cloudtrail in eu-west-1 run it again; if it stays, look by hand");
    }

    private void everythingWorks() {
        account.answers("GET /2015-03-31/functions/api/configuration", "{\"State\": \"Active\"}")
                .answers(
                        "ListSubscriptionsByTopic",
                        "<r><SubscriptionArn>arn:aws:sns:eu-west-1:1:alerts:1</SubscriptionArn></r>")
                .answers(
                        "DescribeAlarms",
                        "<r><member><AlarmName>errors</AlarmName><StateValue>OK</StateValue></member></r>")
                .answers("GetTrailStatus", "{\"IsLogging\": true}")
                .answers(
                        "DescribeConfigurationRecorderStatus",
                        "{\"ConfigurationRecordersStatus\": [{\"recording\": true, \"lastStatus\": \"SUCCESS\"}]}")
                .answers(
                        "DescribeDBInstanceAutomatedBackups",
                        "<r><DBInstanceAutomatedBackup><DBInstanceIdentifier>ledger</DBInstanceIdentifier>"
                                + "<Status>replicating</Status></DBInstanceAutomatedBackup></r>");
    }

    @Test
    void aQuestionThatMayNotBeAskedKeepsNoOtherFromBeingAsked() {
        account.refuses(
                "DescribeRegions",
                403,
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no right</Message></Error></Errors></Response>");

        assertThat(ask(STACK))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("regions-enabled not known AWS did not answer: UnauthorizedOperation: no right")
                        .contains("ReadOnlyAccess"))
                .anySatisfy(line -> assertThat(line).startsWith("engine-versions pass"));
    }

    private List<String> ask(String stack) {
        return ask(stack, Questions.beforeDeployment(domain -> nameServers));
    }

    private List<String> ask(String stack, Questions questions) {
        List<String> answers = new ArrayList<>();
        try (Aws aws = new Aws(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")),
                Optional.of(account.address()))) {
            Program program = Program.of(Map.of("dev-eu-central-2", new ObjectMapper().readTree(stack)));
            questions.ask(
                    aws,
                    new Stacks(program, Questions.account(aws, "eu-west-1")),
                    (question, answer) -> answers.add(
                            "%s %s %s %s".formatted(question, answer.verdict(), answer.what(), answer.change())));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return answers;
    }

    private static String regions(String status) {
        return "<r><item><regionName>eu-central-2</regionName><optInStatus>%s</optInStatus></item>".formatted(status)
                + "<item><regionName>eu-west-1</regionName><optInStatus>opt-in-not-required</optInStatus></item></r>";
    }

    private static String vpcs(String... ids) {
        return "<r><vpcSet>%s</vpcSet></r>"
                .formatted(Stream.of(ids)
                        .map("<item><vpcId>%s</vpcId></item>"::formatted)
                        .collect(Collectors.joining()));
    }

    private static String sourceRegions(String region, boolean backups) {
        return "<r><SourceRegion><RegionName>%s</RegionName><SupportsDBInstanceAutomatedBackupsReplication>%s</SupportsDBInstanceAutomatedBackupsReplication></SourceRegion></r>"
                .formatted(region, backups);
    }
}
