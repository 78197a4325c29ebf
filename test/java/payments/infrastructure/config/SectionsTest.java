package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.config.deployment.DocumentSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;

/** Sections that a deployment does without, and regions that take no payments. */
class SectionsTest {
    private static final String ONE_REGION = """
            project: payments
            settings:
              network: none
              database: none
            environments:
              dev:
                suffix: dev
                regions:
                  - {name: eu-west-1}
            """;
    private static final String TWO_REGIONS = """
            project: payments
            environments:
              dev:
                suffix: dev
                regions:
                  - {name: eu-west-1, cidr: 10.0.0.0/16, services: false}
                  - {name: eu-central-1, cidr: 10.1.0.0/16}
            """;

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private Environment load(String text) {
        return fixture.load(text).environments().get(0);
    }

    @Test
    void aSectionIsThereUnlessTheFileSaysNone() {
        Settings some = load(ONE_REGION).settings();

        assertThat(some.network()).isNull();
        assertThat(some.database()).isNull();
        assertThat(some.documents()).isEqualTo(new DocumentSettings(BucketEncryption.KMS));
        assertThat(some.firewall()).isNotNull();
    }

    @Test
    void aSectionThatCannotBeLeftOutSaysSo() {
        assertProblem(
                fixture.onlyProblem(ONE_REGION.replace("network: none", "network: none\n  table: none")),
                4,
                "settings.table",
                "'none' is given",
                "a mapping",
                "write a mapping here");
    }

    @Test
    void aDatabaseNeedsANetwork() {
        assertProblem(
                fixture.onlyProblem(ONE_REGION.replace("  database: none\n", "")),
                3,
                "settings.network",
                "database is wanted but network is none",
                "private subnets",
                "write 'database: none'");
    }

    @Test
    void aNetworkNeedsABlockInEachRegionAndABlockANetwork() {
        assertProblem(
                fixture.onlyProblem(TWO_REGIONS.replace("eu-central-1, cidr: 10.1.0.0/16", "eu-central-1")),
                7,
                "environments.dev.regions[1]",
                "has no cidr",
                "a private block",
                "add 'cidr: ...'");
        assertProblem(
                fixture.onlyProblem(ONE_REGION.replace("eu-west-1", "eu-west-1, cidr: 10.0.0.0/16")),
                9,
                "environments.dev.regions[0].cidr",
                "network is none",
                "only where there is a network",
                "remove the cidr");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overrides: {network: none}|may not differ between environments",
                "overrides: {database: {instanceClass: db.t4g.medium}}|nothing to override"
            })
    void environmentsOfOneDeploymentHaveTheSameSections(String overrides, String complaint) {
        String text = ONE_REGION.replace("    suffix: dev\n", "    suffix: dev\n    " + overrides + "\n");

        assertThat(fixture.onlyProblem(text).message()).contains(complaint);
    }

    @Test
    void theFirstRegionWithServicesIsTheHomeAndTheFirstRegionOwnsTheLinks() {
        Environment environment = load(TWO_REGIONS);

        assertThat(environment.primary().code()).isEqualTo("eu-west-1");
        assertThat(environment.home().code()).isEqualTo("eu-central-1");
        assertThat(environment.serving()).containsExactly(environment.home());
    }

    @Test
    void someRegionTakesPayments() {
        assertProblem(
                fixture.onlyProblem(TWO_REGIONS.replace("10.1.0.0/16", "10.1.0.0/16, services: false")),
                6,
                "environments.dev.regions[0].name",
                "every region says 'services: false'",
                "at least one region that takes payments",
                "remove 'services: false'");
    }

    @Test
    void aReplicaNeedsASecondRegion() {
        String replica = ONE_REGION.replace("network: none", "links: {databaseCopy: read-replica}\n  network: none");

        assertProblem(
                fixture.onlyProblem(replica),
                10,
                "environments.dev.regions[0].name",
                "has one region",
                "in each further region",
                "add a region");
    }
}
