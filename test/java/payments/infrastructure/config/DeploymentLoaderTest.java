package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.config.DeploymentFixture.VALID;
import static payments.infrastructure.config.DeploymentFixture.with;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.FunctionSettings;
import payments.infrastructure.config.deployment.LinkSettings;
import payments.infrastructure.config.deployment.NatGateways;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.TerraformSettings;

/** What the loader makes of files that are in order. */
class DeploymentLoaderTest {
    private static final Path PAYMENTS = Path.of("main/deployments/payments.yaml");
    private static final String DEV_REGION = "      - {name: eu-west-1, cidr: 10.0.0.0/16}\n";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static Environment environment(Deployment deployment, String name) {
        return deployment.environments().stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Requirement({"E1", "E2", "E8"})
    void theFlagshipIsThreeEnvironmentsFromOneSetOfSettings() {
        // when
        Deployment payments = DeploymentLoader.load(PAYMENTS, Map.of(), Selection.everything());
        // then
        assertThat(payments.name()).isEqualTo("payments");
        assertThat(payments.project()).isEqualTo("payments");
        assertThat(payments.backend().type()).isEqualTo(Backend.Type.LOCAL);
        assertThat(payments.environments()).extracting(Environment::name).containsExactly("dev", "staging", "prod");
        assertThat(environment(payments, "prod").regions())
                .containsExactly(
                        new Region(AwsRegion.US_EAST_1, new Cidr("10.4.0.0/16"), true),
                        new Region(AwsRegion.US_EAST_2, new Cidr("10.5.0.0/16"), true));
        assertThat(network(environment(payments, "dev")).zonesOfEndpoints()).isEqualTo(1);
        assertThat(network(environment(payments, "prod")).zonesOfEndpoints()).isEqualTo(3);
    }

    @Test
    void aMinimalFileHasADefaultForEverythingElse() {
        // given
        String text =
                "project: payments\nenvironments: {dev: {suffix: dev, regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]}}";
        // when
        Deployment deployment = fixture.load(text);
        // then
        Environment dev = environment(deployment, "dev");
        assertThat(deployment.terraform()).isEqualTo(new TerraformSettings(">= 1.11.0", "~> 5.100"));
        assertThat(deployment.backend()).isEqualTo(new Backend(Backend.Type.LOCAL, null, null));
        assertThat(dev.account()).isNull();
        assertThat(dev.assumeRole()).isNull();
        assertThat(dev.settings().function()).isEqualTo(new FunctionSettings(1024, 20, 20));
        assertThat(dev.settings().links()).isEqualTo(new LinkSettings(true, true, false, DatabaseCopy.BACKUPS));
    }

    @Test
    @Requirement("E8")
    void anOverrideChangesItsEnvironmentAndNothingElse() {
        // given
        String overrides =
                "    overrides: {function: {reservedConcurrency: 10}, database: {maximumStorageGigabytes: 200}}\n";
        // when
        Deployment deployment = fixture.load(with(DEV_REGION, DEV_REGION + overrides));
        // then
        Settings dev = environment(deployment, "dev").settings();
        Settings prod = environment(deployment, "prod").settings();
        assertThat(dev.function()).isEqualTo(new FunctionSettings(1024, 20, 10));
        assertThat(database(dev).maximumStorageGigabytes()).isEqualTo(200);
        assertThat(database(dev).allocatedStorageGigabytes()).isEqualTo(100);
        assertThat(prod.function().reservedConcurrency()).isEqualTo(20);
        assertThat(database(prod).maximumStorageGigabytes()).isEqualTo(500);
        assertThat(dev.network()).isEqualTo(prod.network());
    }

    @Test
    @Requirement("E1")
    void anEnvironmentMayHaveItsAccountAndRole() {
        // given
        String text = with("suffix: dev\n", "suffix: dev\n    account: '012345678901'\n    assumeRole: deployer\n");
        // when
        Environment dev = environment(fixture.load(text), "dev");
        // then
        assertThat(dev.account()).isEqualTo("012345678901");
        assertThat(dev.assumeRole()).isEqualTo("deployer");
    }

    @Test
    void stateMayBeStoredInABucketPerEnvironmentAndRegion() {
        // given
        String text = VALID + "backend: {type: s3, s3: {bucket: 'state-{environment}-{region}'}}\n";
        // when
        Backend backend = fixture.load(text).backend();
        // then
        assertThat(backend)
                .isEqualTo(new Backend(
                        Backend.Type.S3,
                        new Backend.S3("state-{environment}-{region}", "{region}", "payments", null, null, false),
                        null));
    }

    @Test
    void placeholdersStandForValuesOfAnyType() {
        // given
        String text = with("zones: 3", "zones: ${ZONES:-2}\n    publicIpOnLaunch: ${PUBLIC}")
                .replace("suffix: dev", "suffix: ${WHO}-${WHAT:-copy}");
        // when
        Deployment deployment =
                fixture.load(text, Map.of("PUBLIC", "true", "WHO", "ann", "WHAT", ""), Selection.everything());
        // then
        Environment dev = environment(deployment, "dev");
        assertThat(dev.settings().network()).isEqualTo(new NetworkSettings(2, NatGateways.NONE, true, null, null));
        assertThat(dev.suffix()).isEqualTo("ann-copy");
    }

    @Test
    void aListMayBeGivenShortenedOrEmptied() {
        // given
        String some = with("zones: 3", "interfaceEndpoints: [sqs, monitoring]");
        String none = with("zones: 3", "interfaceEndpoints: []");
        // when, then
        assertThat(network(environment(fixture.load(some), "dev")).interfaceEndpoints())
                .containsExactly(EndpointService.SQS, EndpointService.MONITORING);
        assertThat(network(environment(fixture.load(none), "dev")).interfaceEndpoints())
                .isEmpty();
    }

    @Test
    void aPlaceholderIsReplacedByTheVariableAsItIs() {
        // given: a value that looks like a group reference stays what it is
        String text = VALID + "backend: {type: s3, s3: {bucket: state, kmsKeyId: '${KEY}'}}\n";
        // when
        Deployment deployment = fixture.load(text, Map.of("KEY", "alias/state-a"), Selection.everything());
        // then
        assertThat(deployment.backend().s3()).extracting(Backend.S3::kmsKeyId).isEqualTo("alias/state-a");
    }

    @Test
    void theSharedPartsOfTwoEnvironmentsMayBeWrittenOnce() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: &small {logs: {retentionDays: 7}}\n")
                + "    overrides: *small\n";
        // when
        Deployment deployment = fixture.load(text);
        // then
        assertThat(deployment.environments())
                .extracting(environment -> environment.settings().logs().retentionDays())
                .containsExactly(7, 7);
    }

    @Test
    void oneEnvironmentMayBeSelected() {
        // when
        Deployment deployment = fixture.load(VALID, Map.of(), new Selection("prod", null));
        // then
        assertThat(deployment.environments()).extracting(Environment::name).containsExactly("prod");
    }

    @Test
    @Requirement({"A2", "B10"})
    void aReplacedSuffixMakesAParallelCopyOfTheSelectedEnvironment() {
        // given
        Selection selection = Selection.from(Map.of("ENVIRONMENT", "dev", "ENVIRONMENT_SUFFIX", "pr-7"));
        // when
        Deployment deployment = fixture.load(VALID, Map.of(), selection);
        // then
        assertThat(deployment.environments())
                .extracting(Environment::name, Environment::suffix)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("dev", "pr-7"));
    }

    @Test
    void oneReplacedSuffixFitsEnvironmentsOfDifferentAccounts() {
        // given
        String text = with("suffix: dev", "suffix: dev\n    account: '111111111111'");
        // when
        Deployment deployment = fixture.load(text, Map.of(), new Selection(null, "pr-7"));
        // then
        assertThat(deployment.environments()).extracting(Environment::suffix).isEqualTo(List.of("pr-7", "pr-7"));
    }

    @Test
    void aCommandLineOptionGoesBeforeTheVariableAndNothingIsNothing() {
        // given
        Selection variables = Selection.from(Map.of("ENVIRONMENT", "dev", "ENVIRONMENT_SUFFIX", " "));
        // when, then
        assertThat(variables).isEqualTo(new Selection("dev", null));
        assertThat(variables.withEnvironment("prod")).isEqualTo(new Selection("prod", null));
        assertThat(variables.withEnvironment(null)).isEqualTo(variables);
        assertThat(Selection.from(Map.of())).isEqualTo(Selection.everything());
    }

    @Test
    @Requirement({"A18", "D10", "E9"})
    void theStateLiesInABucketOnceOneIsNamed() {
        // given
        String text = VALID + "backend: {type: s3-if-named, s3: {bucket: '${STATE_BUCKET:-}', lockTable: locks}}\n";
        // when
        Backend unnamed = fixture.load(text).backend();
        Backend named = fixture.load(text, Map.of("STATE_BUCKET", "acme-state"), Selection.everything())
                .backend();
        // then
        assertThat(unnamed).isEqualTo(new Backend(Backend.Type.LOCAL, null, null));
        assertThat(named)
                .isEqualTo(new Backend(
                        Backend.Type.S3,
                        new Backend.S3("acme-state", "{region}", "payments", null, "locks", false),
                        null));
    }

    @Test
    void aBucketThatMustBeNamedAndIsNotIsReported() {
        String text = VALID + "backend: {type: s3, s3: {bucket: '${STATE_BUCKET:-}'}}\n";

        assertThat(fixture.onlyProblem(text).message()).contains("s3.bucket is missing", "s3-if-named");
    }

    @Test
    @Requirement("D10")
    void aTagForTheTimeIsThereOnlyWhenThePipelineGivesOne() {
        String text = VALID + "tags: {createdAt: '${CREATED_AT:-}'}\n";

        assertThat(fixture.load(text).tags().createdAt()).isNull();
        assertThat(fixture.load(text, Map.of("CREATED_AT", "2026-11-21"), Selection.everything())
                        .tags()
                        .createdAt())
                .isEqualTo("2026-11-21");
    }

    private static NetworkSettings network(Environment environment) {
        return Objects.requireNonNull(environment.settings().network(), "the network");
    }

    private static DatabaseSettings database(Settings settings) {
        return Objects.requireNonNull(settings.database(), "the database");
    }
}
