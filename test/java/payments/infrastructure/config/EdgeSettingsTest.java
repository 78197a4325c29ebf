package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.DnsSettings;
import payments.infrastructure.config.deployment.ExecutionLog;
import payments.infrastructure.config.deployment.HealthChecker;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.UsagePlanSettings;

/** What a deployment file may say about the API and the names, and what it may not. */
class EdgeSettingsTest {
    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static String file(String sections) {
        return file(sections, "");
    }

    private static String file(String sections, String overrides) {
        return """
                project: payments
                settings:
                %s
                environments:
                  dev:
                    suffix: dev
                    regions:
                      - {name: eu-west-1, cidr: 10.0.0.0/16}
                %s
                """.formatted(sections.indent(2), overrides.indent(4));
    }

    private Settings load(String sections) {
        return fixture.load(file(sections)).environments().get(0).settings();
    }

    @Test
    void theApiIsARestApiForSignedCallersUnlessTheFileSaysOtherwise() {
        ApiSettings api = load("function: {}").api();

        assertThat(api.type()).isEqualTo(ApiType.REST);
        assertThat(api.dialect()).isEqualTo(ApiDialect.PAYMENTS);
        assertThat(api.authorization()).isEqualTo(ApiAuthorization.AWS_IAM);
        assertThat(api.executionLog()).isEqualTo(ExecutionLog.ERROR);
        assertThat(api.usagePlan()).isNull();
        assertThat(api.cors()).isNull();
        assertThat(api.stageName("dev")).isEqualTo("dev");
        assertThat(load("function: {}").dns()).isNull();
    }

    @Test
    @Requirement({"C2", "D6"})
    void aUsagePlanHasTheLimitsOfSystemCUnlessTheFileSaysOtherwise() {
        assertThat(load("api: {usagePlan: {}}").api().usagePlan())
                .isEqualTo(new UsagePlanSettings(100, 200, 10000, true, null));
        assertThat(load("api: {usagePlan: {rate: 1, burst: 2, dailyQuota: 3}}")
                        .api()
                        .usagePlan())
                .isEqualTo(new UsagePlanSettings(1, 2, 3, true, null));
    }

    @Test
    @Requirement("K11")
    void everyOriginMayCallWithAndWithoutAuthorization() {
        for (String authorization : List.of("none", "aws-iam")) {
            CorsSettings cors = load("api: {authorization: %s, cors: {origin: '*'}}".formatted(authorization))
                    .api()
                    .cors();

            assertThat(Objects.requireNonNull(cors).isForAll()).isTrue();
        }
        CorsSettings one =
                load("api: {cors: {origin: 'https://app.example.com'}}").api().cors();
        assertThat(Objects.requireNonNull(one).isForAll()).isFalse();
    }

    @Test
    @Requirement({"K31", "K51"})
    void paymentsAreReadByTheirCallersAndTheEnvironmentHasItsSuffixUnlessTheFileSaysOtherwise() {
        ApiSettings api = load("function: {}").api();
        ApiSettings other =
                load("api: {anonymousRead: true, environment: production}").api();

        assertThat(api.anonymousRead()).isFalse();
        assertThat(api.environment()).isNull();
        assertThat(other.anonymousRead()).isTrue();
        assertThat(other.environment()).isEqualTo("production");
    }

    @Test
    @Requirement("C3")
    void anotherOriginMaySendTheHeadersOfSystemCAndAnIdempotencyKey() {
        CorsSettings cors =
                load("api: {cors: {origin: 'https://app.example.com'}}").api().cors();

        assertThat(cors)
                .isEqualTo(new CorsSettings(
                        "https://app.example.com",
                        List.of(
                                "Content-Type",
                                "X-Amz-Date",
                                "Authorization",
                                "X-Api-Key",
                                "X-Amz-Security-Token",
                                "Idempotency-Key")));
    }

    /** The bucket of a throttle may be smaller than what runs through it in a second: AWS's own limit is such a pair. */
    @Test
    @Requirement("C5")
    void aBurstMayBeBelowTheRate() {
        ApiSettings api = load("database: none\napi: {throttleRate: 10000, throttleBurst: 5000}")
                .api();

        assertThat(api.throttleRate()).isEqualTo(10000);
        assertThat(api.throttleBurst()).isEqualTo(5000);
    }

    @Test
    @Requirement("A13")
    void healthIsCheckedFromThreePlacesUnlessTheFileSaysOtherwise() {
        assertThat(load("dns: {}").dns())
                .isEqualTo(new DnsSettings(
                        null,
                        null,
                        null,
                        DnsSettings.WithoutDomain.HEALTH_CHECKS,
                        List.of(HealthChecker.US_EAST_1, HealthChecker.US_WEST_2, HealthChecker.EU_WEST_1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api: {type: http}                              | firewall is wanted but api.type is http",
                "api: {type: http, usagePlan: {}}               | only REST APIs have usage plans",
                "api: {authorization: jwt}                      | authorization is jwt but type is rest; only HTTP APIs",
                "api: {type: http, authorization: jwt}          | authorization is jwt and jwt is absent",
                "api: {type: http, jwt: {issuer: 'https://x.example', audience: [a]}} | authorization is aws-iam and jwt is given",
                "api: {type: load-balancer}                     | authorization is aws-iam but type is load-balancer",
                "api: {type: load-balancer, authorization: none} | dns.domain is absent; without a name of its own",
                "api: {type: load-balancer, authorization: none, stageName: x} | a load balancer, which has no stages",
                "api: {cors: {origin: 'https://*'}}             | one origin such as https://app.example.com",
                "api: {cors: {origin: 'https://a.example', headers: ['a b']}} | headers names 'a b'",
                "api: {stageName: 'a b'}                        | 1 to 64 letters, digits, _ and -",
                "api: {dialect: card}                           | unknown value",
                "dns: {domain: api.example.com}                 | domain is api.example.com but zoneId is absent",
                "dns: {zoneId: Z08123456ABCDEFGHIJKL}                              | zoneId is Z08123456ABCDEFGHIJKL but domain is absent",
                "dns: {domain: 'https://api.example.com', zoneId: Z08123456ABCDEFGHIJKL} | a host name in small letters",
                "dns: {domain: a.b, zoneId: Z08123456ABCDEFGHIJKL}                 | a host name in small letters",
                "dns: {checkers: [us-east-1, us-west-2]}        | 3 to 8 entries",
                "dns: {checkers: [us-east-1, us-west-2, us-east-1]} | names one twice"
            })
    @Requirement({"A12", "B6", "E4"})
    void whatCannotBeIsRefusedWithTheReason(String sections, String message) {
        assertThat(fixture.problems(file(sections)))
                .extracting(Problem::message)
                .anySatisfy(
                        found -> assertThat(found).contains(message.replace("a load balancer, ", "load-balancer, ")));
    }

    /** A certificate's first name has 64 characters at most (ACM guide, "Certificate characteristics"). */
    @Test
    @Requirement("A12")
    void aNameThatWouldBeTooLongForACertificateWithARegionBeforeItIsRefused() {
        String longest = "a".repeat(37) + ".example.com";

        assertThat(load("dns: {domain: %s, zoneId: Z08123456ABCDEFGHIJKL}".formatted(longest))
                        .dns())
                .isNotNull();
        assertThat(fixture.onlyProblem(file("dns: {domain: a%s, zoneId: Z08123456ABCDEFGHIJKL}".formatted(longest)))
                        .message())
                .contains("at most 49 characters", "64");
    }

    @Test
    @Requirement("A12")
    void aFileThatTakesItsDomainByAVariableHasNothingOfItUntilTheVariableIsSet() {
        String file = file(
                "dns: {domain: '${DOMAIN:-}', zoneId: '${ZONE_ID:-}', withoutDomain: nothing}",
                "overrides: {dns: {subdomain: dev}}");
        Map<String, String> named = Map.of("DOMAIN", "pay.example.com", "ZONE_ID", "Z08123456ABCDEFGHIJKL");

        assertThat(fixture.load(file).environments().get(0).settings().dns()).isNull();
        assertThat(fixture.load(file, named, Selection.everything())
                        .environments()
                        .get(0)
                        .settings()
                        .dns())
                .isNotNull()
                .extracting(DnsSettings::name)
                .isEqualTo("dev.pay.example.com");
    }

    @ParameterizedTest
    @Requirement("A12")
    @CsvSource(
            delimiter = '|',
            value = {
                "zoneId: Z08123456ABCDEFGHIJKL, withoutDomain: nothing | zoneId is Z08123456ABCDEFGHIJKL but domain is absent",
                "domain: pay.example.com, withoutDomain: nothing | domain is pay.example.com but zoneId is absent",
                "subdomain: dev | subdomain is dev but domain is absent",
                "domain: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com, subdomain: dev, zoneId: Z08123456ABCDEFGHIJKL | is 50 characters long"
            })
    void halfANameIsRefused(String dns, String message) {
        assertThat(fixture.onlyProblem(file("dns: {%s}".formatted(dns))).message())
                .contains(message);
    }

    @Test
    @Requirement("E4")
    void everyErrorOfALoadBalancerIsReportedAtOnce() {
        assertThat(fixture.problems(file("api: {type: load-balancer, authorization: none}")
                        .replace(", cidr: 10.0.0.0/16", "")
                        .replace("settings:", "settings:\n  network: none\n  database: none")))
                .extracting(Problem::path, Problem::message)
                .satisfiesExactly(
                        network -> assertThat(network.toString())
                                .contains("settings.api.type", "network is none; a load balancer stands in public"),
                        name -> assertThat(name.toString()).contains("settings.api.type", "dns.domain is absent"));
    }

    @Test
    @Requirement("E8")
    void anEnvironmentMayOverrideTheNameAndTheLimitsOfClients() {
        Settings settings = fixture.load(file(
                        "dns: {domain: a.example.com, zoneId: Z08123456ABCDEFGHIJKL}\napi: {usagePlan: {}}",
                        "overrides: {dns: {domain: b.example.com}, api: {usagePlan: {rate: 5}}}"))
                .environments()
                .get(0)
                .settings();

        assertThat(settings.dns()).isNotNull().extracting(DnsSettings::domain).isEqualTo("b.example.com");
        assertThat(settings.api().usagePlan()).isEqualTo(new UsagePlanSettings(5, 200, 10000, true, null));
    }

    @ParameterizedTest
    @Requirement("E8")
    @CsvSource(
            delimiter = '|',
            value = {
                "overrides: {dns: {domain: b.example.com}}    | dns",
                "overrides: {api: {usagePlan: {rate: 5}}}      | usagePlan"
            })
    void anOverrideMakesNoSectionForOneEnvironmentAlone(String overrides, String section) {
        assertThat(fixture.onlyProblem(file("function: {}", overrides)).message())
                .contains("the shared settings have no '%s'".formatted(section));
    }

    @Test
    @Requirement("E8")
    void twoEnvironmentsCannotHaveTheSameName() {
        String text = """
                project: payments
                settings:
                  dns: {domain: a.example.com, zoneId: Z08123456ABCDEFGHIJKL}
                environments:
                  dev:
                    suffix: dev
                    regions:
                      - {name: eu-west-1, cidr: 10.0.0.0/16}
                  prod:
                    suffix: prod
                    regions:
                      - {name: us-east-1, cidr: 10.1.0.0/16}
                """;

        Problem problem = fixture.onlyProblem(text);

        assertThat(problem.path()).isEqualTo("settings.dns.domain");
        assertThat(problem.message()).contains("prod answers to a.example.com, and so does dev");
    }
}
