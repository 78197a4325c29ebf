package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;
import static payments.infrastructure.config.DeploymentFixture.with;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.AuroraSettings;
import payments.infrastructure.config.deployment.DatabaseEngine;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.PasswordStore;

/** The databases of the reference systems can be said in a deployment file, and others that do not exist cannot. */
class ReferenceDatabasesTest {
    private static final String PASSAGE = "  database: {allocatedStorageGigabytes: 100}";
    private static final String AURORA = "  links: {databaseCopy: none}\n  database: {engine: aurora-postgresql, ";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private DatabaseSettings database(String written) {
        return Objects.requireNonNull(fixture.load(with(PASSAGE, written))
                .environments()
                .get(0)
                .settings()
                .database());
    }

    @Test
    @Requirement("A8")
    void theDatabaseOfActivePassive() {
        assertThat(database("""
                  database:
                    engineVersion: "15.17"
                    instanceClass: db.t3.medium
                    allocatedStorageGigabytes: 100
                    maximumStorageGigabytes: 500
                    multiAz: true
                    databaseName: payments
                    userName: dbadmin
                    backupRetentionDays: 7
                    backupWindow: 03:00-04:00
                    maintenanceWindow: mon:04:30-mon:05:30""".indent(2).stripTrailing()))
                .isEqualTo(new DatabaseSettings(
                        DatabaseEngine.POSTGRES,
                        "15.17",
                        "db.t3.medium",
                        100,
                        500,
                        true,
                        7,
                        "03:00-04:00",
                        "mon:04:30-mon:05:30",
                        "payments",
                        "dbadmin",
                        null,
                        PasswordStore.SECRETS_MANAGER,
                        null,
                        false));
    }

    @Test
    @Requirement("B3")
    void theDatabaseOfTheMigration() {
        DatabaseSettings database =
                database("  database: {engineVersion: \"17.9\", multiAz: true, backupRetentionDays: 7}");

        assertThat(database.engine()).isEqualTo(DatabaseEngine.POSTGRES);
        assertThat(database.engineVersion()).isEqualTo("17.9");
        assertThat(database.multiAz()).isTrue();
        assertThat(database.backupRetentionDays()).isEqualTo(7);
    }

    @Test
    @Requirement("E3")
    void theClusterOfMultiEnvironmentInASizeOfEachEnvironment() {
        Deployment deployment = fixture.load(
                with(
                                PASSAGE,
                                AURORA
                                        + "engineVersion: \"13.23\", instanceClass: db.r6g.large, aurora: {}, password: parameter-store}")
                        .replace(
                                "  prod:\n    suffix: prod\n",
                                "  prod:\n    suffix: prod\n    overrides: {database: {instanceClass: db.r6g.xlarge, aurora: {instances: 3}}}\n"));

        DatabaseSettings dev = Objects.requireNonNull(
                deployment.environments().get(0).settings().database());
        DatabaseSettings prod = Objects.requireNonNull(
                deployment.environments().get(1).settings().database());
        assertThat(dev.family()).isEqualTo("aurora-postgresql13");
        assertThat(dev.password()).isEqualTo(PasswordStore.PARAMETER_STORE);
        assertThat(dev.cluster()).isEqualTo(new AuroraSettings(2, 2, 16));
        assertThat(dev.instanceClass()).isEqualTo("db.r6g.large");
        assertThat(prod.cluster().instances()).isEqualTo(3);
        assertThat(prod.instanceClass()).isEqualTo("db.r6g.xlarge");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 15.1, 15.2 to 15.19",
        "postgres, 17.99, 17.1 to 17.11",
        "aurora-postgresql, 13.2, 13.3 to 13.23",
        "aurora-postgresql, 17.3, 17.4 to 17.11"
    })
    void aVersionThatDoesNotExistInTheFamilyIsRefused(String engine, String version, String allowed) {
        String text = with(
                PASSAGE,
                "  links: {databaseCopy: none}\n  database: {engine: %s, engineVersion: \"%s\"%s}"
                        .formatted(engine, version, engine.equals("postgres") ? "" : ", aurora: {}"));

        fixture.problems(text)
                .forEach(problem -> assertProblem(
                        problem, 6, "settings.database.engineVersion", "engineVersion is " + version, engine, allowed));
        assertThat(fixture.problems(text)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 15.4, since 2024-12-09; use 15",
        "postgres, 17.4, since 2026-05-01; use 17",
        "aurora-postgresql, 13.7, since 2025-06-01; use 13"
    })
    @Requirement("K5")
    void aVersionOfWhichAwsMakesNoNewDatabaseIsRefusedWithTheDayAndWithWhatToWrite(
            String engine, String version, String why) {
        String text = with(
                PASSAGE,
                "  links: {databaseCopy: none}\n  database: {engine: %s, engineVersion: \"%s\"%s}"
                        .formatted(engine, version, engine.equals("postgres") ? "" : ", aurora: {}"));

        fixture.problems(text)
                .forEach(problem -> assertProblem(
                        problem, 6, "settings.database.engineVersion", "engineVersion is " + version, engine, why));
        assertThat(fixture.problems(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.m7g.large", "db.t3.micro", "db.m6i.large"})
    void aClassThatAuroraDoesNotHaveIsRefused(String instanceClass) {
        assertThat(fixture.problems(with(PASSAGE, AURORA + "aurora: {}, instanceClass: %s}".formatted(instanceClass))))
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem.message()).contains(instanceClass, "aurora-postgresql", "db.r7g.large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engine: aurora-postgresql | engine is aurora-postgresql, so the section 'aurora' belongs here",
                "aurora: {} | engine is postgres, so the section 'aurora' does not belong here",
                "instanceClass: db.serverless | instanceClass is db.serverless, which postgres does not have",
                "engine: aurora-postgresql, aurora: {minimumCapacity: 4, maximumCapacity: 2} | maximumCapacity is 2, less than minimumCapacity 4"
            })
    void contradictionsAreRefused(String database, String message) {
        assertThat(fixture.problems(
                        with(PASSAGE, "  links: {databaseCopy: none}\n  database: {%s}".formatted(database))))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, global-database, 'none, backups or read-replica'",
        "aurora-postgresql, backups, none or global-database",
        "aurora-postgresql, read-replica, none or global-database"
    })
    void aCopyThatTheEngineDoesNotKnowIsRefused(String engine, String copy, String allowed) {
        String text = with(
                PASSAGE,
                "  links: {databaseCopy: %s}\n  database: {engine: %s%s}"
                        .formatted(copy, engine, engine.equals("postgres") ? "" : ", aurora: {}"));

        assertThat(fixture.problems(text)).isNotEmpty().allSatisfy(problem -> assertThat(problem.message())
                .contains("links.databaseCopy is " + copy, engine, "use " + allowed));
    }

    @Test
    void aCopyOfBackupsToARegionThatRdsDoesNotListIsRefusedAtTheRegion() {
        Problem problem = fixture.onlyProblem(with("us-east-2, cidr", "ap-northeast-3, cidr"));

        assertProblem(
                problem,
                15,
                "environments.prod.regions[1].name",
                "automated backups from us-east-1 to ap-northeast-3",
                "from us-east-1 to ap-northeast-1",
                "databaseCopy: read-replica");
        assertThat(fixture.load(with("us-east-2, cidr", "ap-northeast-3, cidr")
                                .replace("  network:", "  links: {databaseCopy: none}\n  network:"))
                        .environments())
                .hasSize(2);
    }

    /** Where AWS's documents contradict each other the guardrails warn; the file is taken. */
    @Test
    void aCopyOfBackupsOnWhichAwsContradictsItselfIsTaken() {
        String text = with("us-east-1, cidr: 10.1", "us-west-1, cidr: 10.1")
                .replace("us-east-2", "us-west-2")
                .replace("zones: 3", "zones: 2");

        assertThat(fixture.load(text).environments()).hasSize(2);
    }
}
