package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;
import static payments.infrastructure.config.DeploymentFixture.with;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** What the loader says to a key or value that is wrong by itself. */
class InvalidValueTest {
    private static final String DATABASE = "  database: {allocatedStorageGigabytes: 100}";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    @Test
    void anUnknownKeyNamesTheNearestAndAllValidOnes() {
        // given
        String text = with("zones: 3", "zonse: 3");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                4,
                "settings.network.zonse",
                "unknown key 'zonse'",
                "zones, natGateways, publicIpOnLaunch",
                "did you mean 'zones'?");
    }

    @Test
    void anUnknownKeyOfTheTopLevelIsRefused() {
        // given
        String text = "projet: payments\n" + DeploymentFixture.VALID;
        // when, then
        assertProblem(fixture.onlyProblem(text), 1, "projet", "'projet'", "project, backend", "'project'?");
    }

    @Test
    void aKeyLikeNoOtherIsToBeRemoved() {
        // given
        String text = with("zones: 3", "wavelength: 3");
        // when, then
        assertThat(fixture.onlyProblem(text).message())
                .endsWith("change: remove the key")
                .doesNotContain("did you mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "'3'", "3.5", "0x3", "03", "3_0", "true", "99999999999"})
    void aWrongTypeIsRefused(String value) {
        // given
        String text = with("zones: 3", "zones: " + value);
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                4,
                "settings.network.zones",
                "'" + value.replace("'", "") + "'",
                "allowed: a whole number",
                "write digits only");
    }

    @Test
    void aNumberWhereTextBelongsWantsQuotes() {
        // given: YAML would read this version as 17.1
        String text = with(DATABASE, "  database: {engineVersion: 17.10}");
        // when, then
        assertProblem(fixture.onlyProblem(text), 5, "settings.database.engineVersion", "'17.10'", "text", "in quotes");
    }

    @Test
    void aWordWhereTrueOrFalseBelongsIsRefused() {
        // given
        String text = with(DATABASE, "  database: {multiAz: yes}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 5, "settings.database.multiAz", "'yes'", "true or false", "without quotes");
    }

    @Test
    void aValueWhereAMappingBelongsIsRefused() {
        // given
        String text = with(DATABASE, "  database: large");
        // when, then
        assertProblem(fixture.onlyProblem(text), 5, "settings.database", "'large'", "a mapping", "write a mapping");
    }

    @Test
    void aMappingWhereAListBelongsIsRefused() {
        // given
        String text = with("- {name: eu-west-1, cidr: 10.0.0.0/16}", "  {name: eu-west-1, cidr: 10.0.0.0/16}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 9, "environments.dev.regions", "a mapping of name, cidr", "a list", "write");
    }

    @Test
    void aKeyWithoutValueIsRefused() {
        // given
        String text = with("zones: 3", "zones:");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 4, "settings.network.zones", "no value", "or no key at all", "give a value");
    }

    @Test
    @Requirement("A2")
    void aMissingSuffixIsRequired() {
        // given
        String text = with("    suffix: dev\n", "");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                7,
                "environments.dev.suffix",
                "'suffix' is missing",
                "lower-case letters and digits",
                "add 'suffix: ...'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7"})
    void aZoneCountOutOfRangeIsRefused(String zones) {
        // given
        String text = with("zones: 3", "zones: " + zones);
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                4,
                "settings.network.zones",
                "'" + zones + "'",
                "a whole number from 2 to 6",
                "use an allowed value");
    }

    @Test
    void aNumberThatTheServiceDoesNotKnowIsRefused() {
        // given
        String text = with(DATABASE, "  logs: {retentionDays: 8}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 5, "settings.logs.retentionDays", "'8'", "one of [1, 3, 5, 7", "use an");
    }

    @Test
    void anUnknownEnumerationValueNamesTheNearest() {
        // given
        String text = with("zones: 3", "natGateways: per_zone");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                4,
                "settings.network.natGateways",
                "'per_zone'",
                "per-zone, single, none",
                "did you mean 'per-zone'?");
    }

    @Test
    void anUnknownRegionNamesTheNearest() {
        // given
        String text = with("eu-west-1", "eu-wset-1");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                10,
                "environments.dev.regions[0].name",
                "'eu-wset-1'",
                "us-east-1, us-east-2",
                "did you mean 'eu-west-1'?");
    }

    @Test
    void aBlockTooSmallForTheSubnetsIsRefused() {
        // given
        String text = with("10.0.0.0/16", "10.0.0.0/21");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                10,
                "environments.dev.regions[0].cidr",
                "'10.0.0.0/21'",
                "/16 to /20: it is too small",
                "choose another block");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Payments", "p", "1payments", "payments-", "pay--ments", "a-name-of-21-letters-"})
    void aProjectThatCannotStartEveryNameIsRefused(String project) {
        // given
        String text = with("project: payments", "project: " + project);
        // when, then
        assertProblem(fixture.onlyProblem(text), 1, "project", "'" + project + "'", "2 to 20", "change: ");
    }

    @Test
    void anUnknownEntryOfAListIsRefusedWhereItStands() {
        // given
        String text = with("zones: 3", "interfaceEndpoints: [sqs, snss]");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                4,
                "settings.network.interfaceEndpoints[1]",
                "'snss'",
                "sqs, sns, kms",
                "did you mean 'sns'?");
    }

    @Test
    void anEntryThatStandsTwiceIsRefused() {
        // given
        String text = with("zones: 3", "interfaceEndpoints: [sqs, sqs]");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                4,
                "settings.network.interfaceEndpoints",
                "interfaceEndpoints is [sqs, sqs]",
                "names one twice",
                "name each once");
    }

    /** Known mistake M42. */
    @Test
    @Requirement("B5")
    void moreConcurrentRunsThanTheDatabaseHasConnectionsAreRefused() {
        // given
        String text =
                with(DATABASE, "  database: {instanceClass: db.t4g.micro}\n  function: {reservedConcurrency: 100}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                6,
                "settings.function.reservedConcurrency",
                "function.reservedConcurrency is 100",
                "db.t4g.micro has connections for 89 runs",
                "reserve less or choose a larger class");
    }

    @Test
    void aWindowThatIsNoWindowIsRefused() {
        // given
        String text = with(DATABASE, "  database: {backupWindow: 3am-4am}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text), 5, "settings.database.backupWindow", "'3am-4am'", "hh:mm-hh:mm", "use an");
    }

    @Test
    @Requirement("A8")
    void backupAndMaintenanceWindowsThatTouchAreRefused() {
        // given
        String text = with(DATABASE, "  database: {maintenanceWindow: 'mon:04:00-mon:05:00'}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                5,
                "settings.database.maintenanceWindow",
                "backupWindow 03:00-04:00",
                "at least 30 minutes",
                "move one");
    }

    @Test
    void aCombinationThatARecordRefusesIsReportedAtItsKey() {
        // given
        String text = with(DATABASE, "  database: {maximumStorageGigabytes: 50}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                5,
                "settings.database.maximumStorageGigabytes",
                "maximumStorageGigabytes is 50",
                "allocatedStorageGigabytes 100",
                "raise the maximum");
    }

    @Test
    void aBackendWithoutItsSectionIsRefused() {
        // given
        String text = DeploymentFixture.VALID + "backend: {type: s3}\n";
        // when, then
        assertProblem(fixture.onlyProblem(text), 16, "backend.type", "type is s3", "exactly the section 's3'", "give");
    }

    @Test
    void aReplacedValueIsShownWithItsPlaceholder() {
        // given
        String text = with("zones: 3", "zones: ${ZONES}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text, Map.of("ZONES", "many"), Selection.everything()),
                4,
                "settings.network.zones",
                "'many' (from '${ZONES}')",
                "a whole number",
                "write digits");
    }

    @Test
    void allProblemsOfAFileAreReportedTogetherInTheOrderOfItsLines() {
        // given
        String text = DeploymentFixture.VALID
                .replace("project: payments", "project: P")
                .replace("zones: 3", "zones: 9")
                .replace("    suffix: dev\n", "    suffx: dev\n")
                .replace("eu-west-1", "eu-west-9")
                .replace("10.2.0.0/16", "10.1.128.0/20");
        // when
        InvalidDeploymentException refusal =
                catchThrowableOfType(InvalidDeploymentException.class, () -> fixture.load(text));
        // then
        assertThat(refusal.problems())
                .extracting(Problem::path)
                .containsExactly(
                        "project",
                        "settings.network.zones",
                        "environments.dev.suffx",
                        "environments.dev.regions[0].name",
                        "environments.prod.regions[1].cidr");
        assertThat(refusal).hasMessageStartingWith("the deployment file has 5 problems\n\n");
        assertThat(refusal.toString().split("\n\n"))
                .as("headline and one block each")
                .hasSize(6);
    }
}
