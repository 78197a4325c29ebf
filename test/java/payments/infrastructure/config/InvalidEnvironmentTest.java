package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.config.DeploymentFixture.VALID;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;
import static payments.infrastructure.config.DeploymentFixture.with;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.Classification;
import payments.infrastructure.config.deployment.DataClass;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.PciScope;
import payments.infrastructure.naming.Names;

/** What the loader says to environments that do not fit their names, their regions or each other. */
class InvalidEnvironmentTest {
    private static final String DEV_REGION = "      - {name: eu-west-1, cidr: 10.0.0.0/16}\n";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dev", "dev_1", "-dev", "dev-", "dev--1", "dev 1"})
    @Requirement("B10")
    void aSuffixWithBadCharactersIsRefused(String suffix) {
        // given
        String text = with("suffix: dev", "suffix: '" + suffix + "'");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                8,
                "environments.dev.suffix",
                "'" + suffix + "'",
                "lower-case letters and digits, with single hyphens",
                "write 'dev");
    }

    @Test
    @Requirement("B10")
    void aSuffixOneTooLongNamesTheNameWithTheLeastRoom() {
        // given
        var limit = Names.tightest("payments", List.of("eu-west-1"));
        String fits = "x".repeat(limit.longestSuffix());
        // when, then
        assertThat(fixture.load(with("suffix: dev", "suffix: " + fits)).environments())
                .hasSize(2);
        assertProblem(
                fixture.onlyProblem(with("suffix: dev", "suffix: x" + fits)),
                8,
                "environments.dev.suffix",
                "'x%s' has %d characters".formatted(fits, fits.length() + 1),
                "up to %d, because %s may have %d characters"
                        .formatted(
                                limit.longestSuffix(),
                                limit.name(),
                                limit.resource().longest()),
                "shorten the suffix");
    }

    @Test
    @Requirement("E2")
    void overlappingBlocksWithinAnEnvironmentNameBothPaths() {
        // given
        String text = with("10.2.0.0/16", "10.1.240.0/20");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                15,
                "environments.prod.regions[1].cidr",
                "'10.1.240.0/20' overlaps '10.1.0.0/16' of environments.prod.regions[0].cidr (line 14)",
                "share no address",
                "choose another block");
    }

    @Test
    @Requirement("E2")
    void overlappingBlocksAcrossEnvironmentsAreFoundAlsoWhenOneIsSelected() {
        // given
        String text = with("10.1.0.0/16", "10.0.0.0/17");
        // when, then
        assertProblem(
                fixture.onlyProblem(text, Map.of(), new Selection("dev", null)),
                14,
                "environments.prod.regions[0].cidr",
                "'10.0.0.0/17' overlaps '10.0.0.0/16' of environments.dev.regions[0].cidr (line 10)",
                "across all environments",
                "choose another block");
    }

    @Test
    void oneRegionTwiceInAnEnvironmentIsRefused() {
        // given
        String text = with("us-east-2", "us-east-1");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                15,
                "environments.prod.regions[1].name",
                "'us-east-1' is already the region of environments.prod.regions[0].name",
                "each region once",
                "name another region");
    }

    @Test
    void moreZonesThanTheRegionHasAreRefused() {
        // given
        String text = with("us-east-2", "us-west-1");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                15,
                "environments.prod.regions[1].name",
                "us-west-1 has 2 availability zones, settings.network.zones asks for 3",
                "up to 2 zones",
                "lower settings.network.zones or choose another region");
    }

    @Test
    void anEnvironmentWithoutRegionsIsRefused() {
        // given
        String text = with("    regions:\n" + DEV_REGION, "    regions: []\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 9, "environments.dev.regions", "regions has 0 entries", "1 to 6", "add one");
    }

    @Test
    void aDeploymentWithoutEnvironmentsIsRefused() {
        // when, then
        assertProblem(
                fixture.onlyProblem("project: payments\nenvironments: {}\n"),
                2,
                "environments",
                "environments has 0 entries",
                "1 to 20",
                "add one");
    }

    @Test
    void anEnvironmentNameThatNoStackCanHaveIsRefused() {
        // given
        String text = with("  dev:", "  Dev_1:");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 7, "environments.Dev_1", "'Dev_1'", "a lower-case letter", "rename it");
    }

    @Test
    @Requirement("E8")
    void anOverrideOutsideTheAllowListNamesTheList() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: {network: {zones: 2}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.network.zones",
                "'2' may not differ between environments",
                "network.natGateways, network.endpointZones, database.instanceClass, database.allocatedStorageGigabytes",
                "move it to the shared settings");
    }

    @Test
    @Requirement("E8")
    void aWholeSectionOutsideTheAllowListCannotBeOverridden() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: {encryption: {deletionWindowDays: 7}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.encryption",
                "a mapping of deletionWindowDays may not differ",
                "api.throttleRate",
                "move it");
    }

    @Test
    @Requirement("E8")
    void anUnknownOverrideNamesTheNearestThatIsAllowed() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: {logs: {retentionDay: 7}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.logs.retentionDay",
                "unknown key 'retentionDay'",
                "retentionDays",
                "did you mean 'retentionDays'?");
    }

    @Test
    void anOverrideThatContradictsTheSharedSettingsIsReportedAtTheOverride() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: {database: {maximumStorageGigabytes: 50}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.database.maximumStorageGigabytes",
                "maximumStorageGigabytes is 50",
                "allocatedStorageGigabytes 100",
                "raise the maximum");
    }

    @Test
    void anOverrideOutOfItsRangeIsReportedOnce() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: {api: {throttleRate: 0}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.api.throttleRate",
                "'0'",
                "from 1 to 10000",
                "use an allowed value");
    }

    @Test
    void aContradictionBetweenASharedValueAndAnOverrideIsReportedAtTheOverride() {
        // given: the rule names the maximum first, but the environment changed the other one
        String text = with("{allocatedStorageGigabytes: 100}", "{maximumStorageGigabytes: 200}")
                .replace(DEV_REGION, DEV_REGION + "    overrides: {database: {allocatedStorageGigabytes: 300}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.database.allocatedStorageGigabytes",
                "maximumStorageGigabytes is 200",
                "allocatedStorageGigabytes 300",
                "raise the maximum");
    }

    @Test
    void whatASharedSectionLacksIsReportedOnceAlsoWhereItIsOverridden() {
        // given: the origin is missing, and both environments read the section
        String text = with("    zones: 3\n", "    zones: 3\n  api: {cors: {headers: [Accept]}}\n")
                .replace(DEV_REGION, DEV_REGION + "    overrides: {api: {throttleRate: 5}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                5,
                "settings.api.cors.origin",
                "the required key 'origin' is missing",
                "one origin such as",
                "add 'origin: ...'");
    }

    @Test
    void anUnknownEnvironmentNamesTheNearest() {
        // when, then
        assertProblem(
                fixture.onlyProblem(VALID, Map.of(), new Selection("prdo", null)),
                6,
                "environments",
                "no environment 'prdo'",
                "prod, dev",
                "did you mean 'prod'?");
    }

    @Test
    void twoEnvironmentsWithOneAccountAndOneSuffixAreRefused() {
        // given
        String text = with("suffix: prod", "suffix: dev");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                12,
                "environments.prod.suffix",
                "'dev' is also the suffix of environments.dev.suffix (line 8) in the same account",
                "one suffix per account",
                "change the suffix");
    }

    @Test
    void aReplacedSuffixForSeveralEnvironmentsOfOneAccountAsksToSelectOne() {
        // when, then
        assertProblem(
                fixture.onlyProblem(VALID, Map.of(), new Selection(null, "pr-7")),
                12,
                "environments.prod.suffix",
                "ENVIRONMENT_SUFFIX 'pr-7' gives this environment the names of environments.dev.suffix",
                "no other environment of the account",
                "select one environment with ENVIRONMENT or --environment");
    }

    @Test
    void aReplacedSuffixMayNotTakeTheNamesOfAnEnvironmentThatIsNotSelected() {
        // when, then
        assertProblem(
                fixture.onlyProblem(VALID, Map.of(), new Selection("dev", "prod")),
                8,
                "environments.dev.suffix",
                "ENVIRONMENT_SUFFIX 'prod'",
                "no other environment",
                "a suffix of its own");
    }

    @Test
    void aReplacedSuffixWithBadCharactersIsRefused() {
        // when, then
        assertProblem(
                fixture.onlyProblem(VALID, Map.of(), new Selection("dev", "PR_7")),
                8,
                "environments.dev.suffix",
                "'PR_7' (from ENVIRONMENT_SUFFIX)",
                "lower-case letters",
                "change ENVIRONMENT_SUFFIX");
    }

    @Test
    @Requirement("E1")
    void anAccountThatYamlReadsAsANumberWantsQuotes() {
        // given
        String text = with("    suffix: dev\n", "    suffix: dev\n    account: 123456789012\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                9,
                "environments.dev.account",
                "'123456789012'",
                "text",
                "put the value in quotes");
    }

    @Test
    @Requirement("E1")
    void aRoleWithoutItsAccountIsRefused() {
        // given
        String text = with("    suffix: dev\n", "    suffix: dev\n    assumeRole: deployer\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                9,
                "environments.dev.assumeRole",
                "'deployer'",
                "needs its account",
                "give the account");
    }

    /** An account has one trail, one public access block, and one configuration recorder in each region. */
    @Test
    @Requirement("E1")
    void anAccountHasOneOwner() {
        // given
        String both = with("    suffix: dev\n", "    suffix: dev\n    account: \"000000000000\"\n")
                .replace("    suffix: prod\n", "    suffix: prod\n    account: \"000000000000\"\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(both),
                12,
                "environments.prod.ownsAccount",
                "dev and prod both own account 000000000000",
                "one owner per account",
                "set 'ownsAccount: false' in one of them");
        assertThat(fixture.load(both.replace("    suffix: dev\n", "    suffix: dev\n    ownsAccount: false\n"))
                        .environments())
                .extracting(Environment::ownsAccount)
                .containsExactly(false, true);
    }

    @Test
    @Requirement("B11")
    void aBucketThatCannotBeDestroyedIsNotEmptiedEither() {
        // given
        String text = with(DEV_REGION, DEV_REGION + "    overrides: {protection: {emptyBucketsOnDestroy: true}}\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                11,
                "environments.dev.overrides.protection.emptyBucketsOnDestroy",
                "preventDestroy and emptyBucketsOnDestroy are both true",
                "",
                "set one of them to false");
    }

    @Test
    @Requirement("E8")
    void anEnvironmentSaysWhatItsDataIsAndCountsAsTheStrictestElse() {
        // given
        String text =
                with("    suffix: dev\n", "    suffix: dev\n    classification: {data: internal, pciScope: out}\n");
        // when, then
        assertThat(fixture.load(text).environments())
                .extracting(Environment::classification)
                .containsExactly(
                        new Classification(DataClass.INTERNAL, PciScope.OUT),
                        new Classification(DataClass.RESTRICTED, PciScope.CDE));
    }
}
