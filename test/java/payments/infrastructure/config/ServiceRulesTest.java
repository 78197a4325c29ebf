package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** What AWS or Terraform refuses by a documented rule is refused with that rule, at its key; what they accept is accepted. */
class ServiceRulesTest {
    private static final String GLOBAL =
            "links: {databaseCopy: global-database}\ndatabase: {engine: aurora-postgresql, engineVersion: '17', ";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    /** Two regions, each with everything that is there by default. */
    private static String file(String settings, String topLevel) {
        return """
                project: payments
                %s
                settings:
                %s
                environments:
                  dev:
                    suffix: dev
                    regions:
                      - {name: eu-west-1, cidr: 10.0.0.0/16}
                      - {name: eu-central-1, cidr: 10.1.0.0/16}
                """.formatted(topLevel, settings.replace("\\n", "\n").indent(2));
    }

    private void assertAccepted(String settings) {
        assertThat(fixture.load(file(settings, "")).environments()).hasSize(1);
    }

    private void assertRefused(String settings, String path, String says) {
        Problem problem = fixture.onlyProblem(file(settings, ""));
        assertThat(problem.path()).startsWith(path);
        assertThat(problem.message()).contains(says);
    }

    private static String backups(String from, String to) {
        return file("links: {databaseCopy: backups}", "")
                .replace("eu-west-1", from)
                .replace("eu-central-1", to);
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, ap-south-1", "ca-central-1, eu-central-1", "sa-east-1, eu-west-1"})
    void aCopyOfBackupsBetweenRegionsThatAreNoPairIsRefused(String from, String to) {
        Problem problem = fixture.onlyProblem(backups(from, to));

        assertThat(problem.path()).isEqualTo("environments.dev.regions[1].name");
        assertThat(problem.message()).contains("from %s to %s".formatted(from, to));
        assertThat(fixture.load(backups(from, to).replace("backups", "read-replica"))
                        .environments())
                .hasSize(1);
    }

    /** A pair; one that AWS's page lists and contradicts; regions of which it has no row: the guardrails warn of the last two. */
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, eu-central-1",
        "us-east-2, us-west-2",
        "me-central-1, eu-central-1",
        "ap-east-1, eu-central-1"
    })
    void aCopyOfBackupsThatRdsMayTakeIsAccepted(String from, String to) {
        assertThat(fixture.load(backups(from, to)).environments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.t4g.micro",
                "db.t3.2xlarge",
                "db.m5d.24xlarge",
                "db.m6in.32xlarge",
                "db.m7i.48xlarge",
                "db.m9g.large",
                "db.r8gd.4xlarge",
                "db.x2g.16xlarge",
                "db.x2iedn.xlarge"
            })
    void anInstanceClassOfRdsIsAccepted(String instanceClass) {
        assertAccepted("database: {instanceClass: %s}".formatted(instanceClass));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "db.q9z.large | RDS has no family 'q9z' for PostgreSQL; it has m5, m5d,",
                "db.t4g.9xlarge | the family t4g has no size '9xlarge'; it has micro, small",
                "db.m7g.24xlarge | the family m7g has no size '24xlarge'",
                "db.t4g.nano | the family t4g has no size 'nano'",
                "db.x2idn.large | the family x2idn has no size 'large'; it has 16xlarge",
                "db.t2.micro | AWS offers the family t2 only for PostgreSQL 12 and older",
                "db.m4.large | AWS offers the family m4 only for PostgreSQL 12 and older"
            })
    void anUnknownInstanceClassIsRefused(String instanceClass, String says) {
        assertRefused(
                "database: {instanceClass: %s}".formatted(instanceClass), "settings.database.instanceClass", says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.r6gd.xlarge", "db.r5.24xlarge", "db.x2g.large", "db.t3.medium", "db.serverless"})
    void anInstanceClassOfAuroraIsAccepted(String instanceClass) {
        assertAccepted(
                "links: {databaseCopy: none}\ndatabase: {engine: aurora-postgresql, aurora: {}, instanceClass: %s}"
                        .formatted(instanceClass));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.r6gd.large", "db.m7g.large", "db.t4g.xlarge", "db.r5b.large", "db.r6id.large"})
    void anInstanceClassOfRdsAloneIsRefusedForAurora(String instanceClass) {
        assertRefused(
                "links: {databaseCopy: none}\ndatabase: {engine: aurora-postgresql, aurora: {}, instanceClass: %s}"
                        .formatted(instanceClass),
                "settings.database",
                "instanceClass is %s, which aurora-postgresql does not have".formatted(instanceClass));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aurora: {}, instanceClass: db.r7g.large}",
                "aurora: {}, instanceClass: db.serverless}",
                "aurora: {instances: 15}, instanceClass: db.r7g.large}"
            })
    void aGlobalDatabaseOfMemoryOptimizedClassesIsAccepted(String database) {
        assertAccepted(GLOBAL + database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aurora: {}, instanceClass: db.t4g.medium} | settings | Aurora refuses burstable classes in a global database",
                "aurora: {}, instanceClass: db.t3.large} | settings | Aurora refuses burstable classes in a global database",
                "aurora: {instances: 16}, instanceClass: db.r7g.large} | environments.dev | up to 15: Aurora counts each further region"
            })
    void aGlobalDatabaseThatAuroraRefusesIsRefused(String database, String path, String says) {
        assertRefused(GLOBAL + database, path, says);
    }

    @Test
    void aGlobalDatabaseNeedsASecondRegion() {
        String text = file(GLOBAL + "aurora: {}, instanceClass: db.r7g.large}", "")
                .replace("      - {name: eu-central-1, cidr: 10.1.0.0/16}\n", "");

        assertThat(fixture.onlyProblem(text).message())
                .contains("links.databaseCopy is global-database, but the environment has one region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "databaseName: payments",
                "databaseName: users",
                "databaseName: pg_data",
                "databaseName: database",
                "userName: dbadmin",
                "userName: users",
                "userName: pgadmin",
                "userName: owner",
                "allocatedStorageGigabytes: 100, maximumStorageGigabytes: 100",
                "allocatedStorageGigabytes: 100, maximumStorageGigabytes: 110"
            })
    void aNameOrASizeThatRdsTakesIsAccepted(String database) {
        assertAccepted("database: {%s}".formatted(database));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "databaseName | db | RDS refuses the database name db",
                "databaseName | postgres | RDS refuses the database name postgres",
                "databaseName | rdsadmin | RDS refuses the database name rdsadmin",
                "databaseName | template1 | RDS refuses the database name template1",
                "databaseName | select | reserved words of PostgreSQL, and SELECT is one",
                "databaseName | left | reserved words of PostgreSQL, and LEFT is one",
                "userName | user | reserved words of PostgreSQL, and USER is one",
                "userName | table | reserved words of PostgreSQL, and TABLE is one",
                "userName | pg_admin | PostgreSQL refuses roles that begin with pg_",
                "userName | public | RDS refuses the user name public",
                "userName | rds_superuser | RDS refuses the user name rds_superuser",
                "userName | payments_app | the role that the service connects as"
            })
    void aNameThatRdsReservesIsRefused(String key, String name, String says) {
        assertRefused("database: {%s: %s}".formatted(key, name), "settings.database." + key, says);
    }

    @Test
    void aMaximumBarelyAboveTheStorageIsRefused() {
        assertRefused(
                "database: {allocatedStorageGigabytes: 100, maximumStorageGigabytes: 109}",
                "settings.database",
                "less than a tenth above allocatedStorageGigabytes 100, which RDS refuses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network: {natGateways: none}",
                "network: {natGateways: none, interfaceEndpoints: [sqs, sns, kms, secretsmanager, ssm, states, logs]}",
                "network: {natGateways: none, interfaceEndpoints: []}",
                "network: {natGateways: single, interfaceEndpoints: []}\\nevents: {}",
                "network: {zones: 2, endpointZones: 2}",
                "dns: {domain: api.example.com, zoneId: Z08123456ABCDEFGHIJKL}",
                "dns: {domain: api.example.com, zoneId: Z08123456ABCDEFGHIJKL}",
                "firewall: none\\napi: {type: http, authorization: jwt, jwt: {issuer: 'https://a.example.com/x', audience: [a, 'https://b']}}",
                "firewall: none\\napi: {type: http, authorization: jwt, jwt: {issuer: 'https://a.example.com:8443/x', audience: [a]}}",
                "dns: {domain: notamazonaws.com, zoneId: Z08123456ABCDEFGHIJKL}",
                "api: {cors: {origin: 'https://app.example.com:8443'}}",
                "api: {cors: {origin: 'https://localhost'}}",
                "queue: {processor: {reservedConcurrency: 850}}\\nfunction: {reservedConcurrency: 50}",
                "queue: {processor: {reservedConcurrency: 950}}\\nfunction: {accountConcurrency: 3000}"
            })
    void whatAwsCanBuildIsAccepted(String settings) {
        assertAccepted(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "network: {natGateways: none, interfaceEndpoints: []}\\nevents: {} | settings | functions in the private subnets do not reach sns and would fail",
                "network: {interfaceEndpoints: [sqs, kms]}\\nevents: {} | settings | network.interfaceEndpoints has no sns, and the relay must publish events; add sns",
                "network: {zones: 2, endpointZones: 3} | settings.network | an endpoint stands in zones of the network alone: write at most 2",
                "dns: {domain: pay.eu-west-1.amazonaws.com, zoneId: Z08123456ABCDEFGHIJKL} | settings.dns.domain | ACM refuses certificates for names of Amazon",
                "dns: {domain: amazonaws.com, zoneId: Z08123456ABCDEFGHIJKL} | settings.dns.domain | ACM refuses certificates for names of Amazon",
                "dns: {domain: api.example.com, zoneId: A} | settings.dns.zoneId | the id of a hosted zone",
                "dns: {domain: api.example.com, zoneId: /hostedzone/Z1} | settings.dns.zoneId | the id of a hosted zone",
                "dns: {domain: api.example.com, zoneId: Z1234} | settings.dns.zoneId | the id of a hosted zone",
                "firewall: none\\napi: {type: http, authorization: jwt, jwt: {issuer: 'https://a.example.com', audience: ['']}} | settings.api.jwt.audience | an audience has 1 to 255 characters",
                "firewall: none\\napi: {type: http, authorization: jwt, jwt: {issuer: 'https://a.example.com', audience: [a, ' b']}} | settings.api.jwt.audience | ' b' is none",
                "firewall: none\\napi: {type: http, authorization: jwt, jwt: {issuer: 'https://-a.example.com', audience: [a]}} | settings.api.jwt.issuer | an https URL",
                "api: {cors: {origin: 'https://a.example.com:99999'}} | settings.api.cors.origin | a port from 1 to 65535",
                "api: {cors: {origin: 'https://a.example.com:0'}} | settings.api.cors.origin | a port from 1 to 65535",
                "api: {cors: {origin: 'https://-.example.com'}} | settings.api.cors.origin | one origin",
                "api: {cors: {origin: 'https://a.example.com/'}} | settings.api.cors.origin | one origin",
                "queue: {processor: {reservedConcurrency: 950}} | settings | is 970 (function 20, queue.processor 950), but of the 1000 runs",
                "queue: {processor: {reservedConcurrency: 500}}\\nbatch: {reservedConcurrency: 401} | settings | is 921 (function 20, queue.processor 500, batch 401)"
            })
    void whatAwsCannotBuildIsRefused(String settings, String path, String says) {
        assertRefused(settings, path, says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocol: email, endpoint: team@example.com",
                "protocol: email, endpoint: a@b.c",
                "protocol: https, endpoint: 'https://events.example.com/integration/abc/enqueue?x=1'",
                "protocol: https, endpoint: 'https://user@events.example.com:8443/'",
                "protocol: sqs, endpoint: 'arn:aws:sqs:eu-west-1:123456789012:alerts'",
                "protocol: email, endpoint: a@b.c, filter: '{\"NewStateValue\": [\"ALARM\"]}'",
                "protocol: email, endpoint: a@b.c, filter: '{\"Trigger\": {\"Namespace\": [{\"prefix\": \"AWS/\"}]}}'",
                "protocol: email, endpoint: a@b.c, filter: '{\"a\": [{\"anything-but\": [\"x\", \"y\"]}, {\"numeric\": [\">\", 0, \"<=\", 5]}]}'",
                "protocol: email, endpoint: a@b.c, filter: '{\"$or\": [{\"a\": [1]}, {\"b\": [{\"exists\": false}]}]}'",
                "protocol: email, endpoint: a@b.c, filter: '{\"a\": [null, true, 5.5]}'"
            })
    void aSubscriptionThatSnsTakesIsAccepted(String subscription) {
        assertAccepted("alerts: {subscriptions: [{%s}]}".formatted(subscription));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "protocol: email, endpoint: team | a mail address",
                "protocol: email, endpoint: team@example | a mail address",
                "protocol: email, endpoint: a@b@example.com | a mail address",
                "protocol: https, endpoint: 'https://?' | names a host",
                "protocol: https, endpoint: 'https://hook' | names a host",
                "protocol: https, endpoint: 'http://a.example.com' | a URL that starts with https://",
                "protocol: https, endpoint: 'https://a.example.com:70000/' | names a host",
                "protocol: sqs, endpoint: 'arn:aws:sqs:x' | the ARN of a standard queue",
                "protocol: sqs, endpoint: 'arn:aws:sqs:eu-west-9:123456789012:alerts' | the ARN of a standard queue",
                "protocol: sqs, endpoint: 'arn:aws:sqs:eu-west-1:123:alerts' | the ARN of a standard queue",
                "protocol: sqs, endpoint: 'arn:aws:sqs:eu-west-1:123456789012:alerts.fifo' | the ARN of a standard queue",
                "protocol: sqs, endpoint: 'https://sqs.eu-west-1.amazonaws.com/123456789012/alerts' | the ARN of a standard queue"
            })
    void anEndpointThatSnsRefusesIsRefused(String subscription, String says) {
        assertRefused(
                "alerts: {subscriptions: [{%s}]}".formatted(subscription), "settings.alerts.subscriptions[0]", says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{not json} | a filter policy is JSON, and this is none",
                "{\"a\": [1]} x} | a filter policy is JSON, and this is none",
                "{\"a\": [1], \"a\": [2]} | a filter policy is JSON, and this is none: Duplicate",
                "{\"a\": \"ALARM\"} | SNS compares the key 'a' with a list of values",
                "{\"a\": []} | SNS compares the key 'a' with a list of values",
                "{\"a\": {}} | a JSON object that names keys, and so is each object in it",
                "{\"a\": [[1]]} | a list within its list",
                "{\"a\": [{\"like\": \"x\"}]} | SNS has no operator 'like'",
                "{\"a\": [{\"prefix\": 1}]} | the operator 'prefix' of the key 'a' cannot take 1",
                "{\"a\": [{\"numeric\": [\"~\", 1]}]} | the operator 'numeric'",
                "{\"a\": [2000000000]} | SNS compares numbers from -10^9 to 10^9",
                "{\"$or\": [{\"a\": [1]}]} | $or takes a list of at least two",
                "{\"a\": [1], \"b\": [1], \"c\": [1], \"d\": [1], \"e\": [1], \"f\": [1]} | more than 5 keys, and this has 6",
                "{\"a\": [1,2,3,4,5,6,7,8,9,10,11,12,13], \"b\": [1,2,3,4,5,6,7,8,9,10,11,12]} | more than 150 combinations of values, and this has 156"
            })
    void aFilterPolicyThatSnsRefusesIsRefused(String filter, String says) {
        assertRefused(
                "alerts: {subscriptions: [{protocol: email, endpoint: a@b.c, filter: '%s'}]}".formatted(filter),
                "settings.alerts.subscriptions[0].filter",
                says);
    }

    @Test
    void oneEndpointIsSubscribedOnce() {
        String twice =
                "{subscriptions: [{%1$sprotocol: email, endpoint: a@b.c}, {%2$sprotocol: email, endpoint: a@b.c}]}";

        assertRefused("alerts: " + twice.formatted("", ""), "settings.alerts", "a@b.c twice, and SNS stores one");
        assertRefused(
                "events: " + twice.formatted("name: a, ", "name: b, "),
                "settings.events",
                "a@b.c twice, and SNS stores one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform: {version: '1.11.4'}",
                "terraform: {version: '>= 1.11'}",
                "terraform: {version: '~> 1.12.0, != 1.12.1'}",
                "terraform: {version: '> 1.5, < 2.0.0'}",
                "terraform: {version: '>= 1.12.0-beta1'}",
                "terraform: {awsProvider: '~> 5.100'}",
                "terraform: {awsProvider: '~> 6.0'}",
                "terraform: {awsProvider: '5.100.0'}",
                "tags: {team: 'payments aws: team'}",
                "tags: {team: 'https://example.com/a+b=c@d'}"
            })
    void whatTerraformAndTheTagsTakeIsAccepted(String topLevel) {
        assertThat(fixture.load(file("function: {}", topLevel)).environments()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "terraform: {version: '>>>'} | terraform.version | Terraform reads a version constraint as conditions",
                "terraform: {version: '>= 1.11,'} | terraform.version | and '' is none",
                "terraform: {version: '>= 1.11.0.1'} | terraform.version | and '>= 1.11.0.1' is none",
                "terraform: {version: '=> 1.11'} | terraform.version | and '=> 1.11' is none",
                "terraform: {version: '~> 1.5.0'} | terraform.version | no version of Terraform from 1.11 on",
                "terraform: {version: '< 1.11'} | terraform.version | no version of Terraform from 1.11 on",
                "terraform: {version: '>= 2, < 1.12'} | terraform.version | no version of Terraform from 1.11 on",
                "terraform: {awsProvider: '~5'} | terraform.awsProvider | and '~5' is none",
                "terraform: {awsProvider: '> 6, < 6'} | terraform.awsProvider | no version of the provider from 5 on",
                "terraform: {awsProvider: '~> 4.67'} | terraform.awsProvider | no version of the provider from 5 on",
                "terraform: {version: latest} | terraform.version | and 'latest' is none",
                "tags: {team: 'aws:x'} | tags.team | AWS reserves tags that begin with aws:",
                "tags: {author: 'AWS:x'} | tags.author | AWS reserves tags that begin with aws:"
            })
    void whatTerraformAndTheTagsRefuseIsRefused(String topLevel, String path, String says) {
        Problem problem = fixture.onlyProblem(file("function: {}", topLevel));

        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "internal | api: {authorization: aws-iam}",
                "sg | network: none\\ndatabase: none",
                "ssm | database: {}",
                "aws | database: {}",
                "amzn-s3 | function: {}",
                "sthrees | function: {}"
            })
    @Requirement("B10")
    void aProjectWhoseNamesAwsAcceptsIsAccepted(String project, String settings) {
        String text = file(settings, "").replace("project: payments", "project: " + project);
        if (settings.contains("network: none")) {
            text = text.replace(", cidr: 10.0.0.0/16", "").replace(", cidr: 10.1.0.0/16", "");
        }

        assertThat(fixture.load(text).environments()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "internal | api: {type: load-balancer, authorization: none}\\ndns: {domain: a.example.com, zoneId: Z08123456ABCDEFGHIJKL} | 'internal-lb-x': Elastic Load Balancing refuses load balancer names that begin with internal-",
                "sg | function: {} | 'sg-x-x': EC2 refuses security group names that begin with sg-",
                "ssm | database: {password: parameter-store} | '/ssm/x/database/host': Parameter Store refuses",
                "aws-pay | database: {password: parameter-store} | '/aws-pay/x/database/host': Parameter Store refuses",
                "amzn-s3-demo | function: {} | S3 refuses bucket names that begin with amzn-s3-demo-",
                "sthree | function: {} | S3 refuses bucket names that begin with sthree-"
            })
    @Requirement("B10")
    void aProjectWhoseNamesAwsRefusesIsRefused(String project, String settings, String says) {
        Problem problem = fixture.onlyProblem(file(settings, "").replace("project: payments", "project: " + project));

        assertThat(problem.path()).isEqualTo("project");
        assertThat(problem.message()).contains(says, "change: choose another project");
    }
}
