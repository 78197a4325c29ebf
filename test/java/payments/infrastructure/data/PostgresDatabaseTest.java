package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.Altered;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class PostgresDatabaseTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/database");
    private static final KeyArn LOGS_KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/logs");
    private static final SynthesizedStack STACK = synth(Samples.DATABASE, Samples.PROTECTED);
    private static final SynthesizedResource INSTANCE = STACK.resource("aws_db_instance");

    private static SynthesizedStack synth(DatabaseSettings settings, ProtectionSettings protection) {
        return synth(settings, protection, AdministratorPassword.EPHEMERAL);
    }

    private static SynthesizedStack synth(
            DatabaseSettings settings, ProtectionSettings protection, AdministratorPassword password) {
        return Testing.synthPlaced((scope, placement) -> new PostgresDatabase(
                scope,
                "database",
                placement,
                new DatabasePlan(
                        settings,
                        protection,
                        Samples.LOGS,
                        password,
                        new Database.Location(List.of("subnet-1", "subnet-2"), "sg-database", KEY, LOGS_KEY))));
    }

    private static DatabaseSettings version(String version) {
        return Altered.of(Samples.DATABASE)
                .with("engineVersion", version)
                .with("multiAz", false)
                .build();
    }

    @Test
    @Requirement("A8")
    void theInstanceIsAsTheSettingsSay() {
        INSTANCE.has("identifier", "acme-database-test")
                .has("engine", "postgres")
                .has("engine_version", "15.17")
                .has("instance_class", "db.t3.medium")
                .has("allocated_storage", 100)
                .has("max_allocated_storage", 500)
                .has("storage_type", "gp3")
                .has("db_name", "payments")
                .has("username", "dbadmin")
                .has("multi_az", true);
        synth(version("17"), Samples.PROTECTED).resource("aws_db_instance").has("multi_az", false);
    }

    @Test
    @Requirement({"A8", "B3"})
    void everythingAtRestIsEncryptedWithTheRegionsKey() {
        INSTANCE.has("storage_encrypted", true)
                .has("kms_key_id", KEY.value())
                .has("performance_insights_enabled", true)
                .has("performance_insights_kms_key_id", KEY.value())
                .has("performance_insights_retention_period", 7);
    }

    @Test
    @Requirement({"A8", "B3"})
    void itLivesInPrivateSubnetsBehindTheDatabaseGroup() {
        SynthesizedResource subnets = STACK.resource("aws_db_subnet_group");

        subnets.has("name", "acme-database-test").has("subnet_ids", List.of("subnet-1", "subnet-2"));
        INSTANCE.has("publicly_accessible", false)
                .has("db_subnet_group_name", subnets.ref("name"))
                .has("vpc_security_group_ids", List.of("sg-database"));
    }

    @Test
    @Requirement("A8")
    void backupsAndMaintenanceHaveTheirWindows() {
        INSTANCE.has("backup_retention_period", 7)
                .has("backup_window", "03:00-04:00")
                .has("maintenance_window", "mon:04:30-mon:05:30")
                .has("copy_tags_to_snapshot", true);
    }

    /** What a snapshot brings along, and its name, replace nothing: neither now nor when the setting is gone. */
    @Test
    @Requirement("K20")
    void itIsMadeOfASnapshotOnceAndNeverFollowsItAgain() {
        SynthesizedResource restored = Testing.synthPlaced((scope, placement) -> new PostgresDatabase(
                        scope,
                        "database",
                        placement,
                        new DatabasePlan(
                                Samples.DATABASE,
                                Samples.PROTECTED,
                                Samples.LOGS,
                                AdministratorPassword.MANAGED,
                                new Database.Location(List.of("subnet-1", "subnet-2"), "sg-database", KEY, LOGS_KEY),
                                Optional.of("payments-at-cut-over"))))
                .resource("aws_db_instance");

        restored.has("snapshot_identifier", "payments-at-cut-over")
                .has("storage_encrypted", true)
                .has("kms_key_id", KEY.value())
                .has("manage_master_user_password", true)
                .has("lifecycle.ignore_changes", List.of("snapshot_identifier", "db_name", "username", "kms_key_id"));
        INSTANCE.hasNo("snapshot_identifier").has("lifecycle.ignore_changes", List.of("snapshot_identifier"));
    }

    /** Known mistake M39: samples are destroyable, production is not. */
    @Test
    @Requirement({"A8", "B3", "B11"})
    void whatHappensWhenItIsDestroyedIsUpToTheSettings() {
        INSTANCE.has("deletion_protection", true)
                .has("skip_final_snapshot", false)
                .has(
                        "final_snapshot_identifier",
                        "acme-database-test-final-${element(split(\"/\", \"%s\"), 1)}".formatted(KEY.value()));
        synth(Samples.DATABASE, Samples.DESTROYABLE)
                .resource("aws_db_instance")
                .has("deletion_protection", false)
                .has("skip_final_snapshot", true)
                .hasNo("final_snapshot_identifier");
    }

    /** Known mistake M16: RDS would make the groups itself, without key and kept for ever. */
    @Test
    @Requirement("A8")
    void itsLogGroupsExistBeforeItWritesToThem() {
        SynthesizedResource postgresql = STACK.resource("aws_cloudwatch_log_group", "/postgresql-log");
        SynthesizedResource upgrade = STACK.resource("aws_cloudwatch_log_group", "/upgrade-log");

        INSTANCE.has("enabled_cloudwatch_logs_exports", List.of("postgresql", "upgrade"));
        assertThat(INSTANCE.dependsOn()).containsExactly(postgresql.address(), upgrade.address());
        postgresql
                .has("name", "/aws/rds/instance/acme-database-test/postgresql")
                .has("kms_key_id", LOGS_KEY.value())
                .has("retention_in_days", 7);
        upgrade.has("name", "/aws/rds/instance/acme-database-test/upgrade")
                .has("kms_key_id", LOGS_KEY.value())
                .has("retention_in_days", 7);
    }

    @Test
    @Requirement("X4")
    void thePasswordIsReadBackFromTheSecretAndWrittenOnly() {
        INSTANCE.has(
                        "password_wo",
                        "${ephemeral.aws_secretsmanager_secret_version.database_administrator.secret_string}")
                .has("password_wo_version", 1)
                .hasNo("password")
                .hasNo("manage_master_user_password");
    }

    /** RDS changes it by itself, and Terraform never sees it (PCI DSS 8.3.9, 8.6.2). */
    @Test
    @Requirement("X4")
    void aManagedPasswordIsMadeByRdsUnderOurKeyAndStandsNowhere() {
        SynthesizedStack managed = synth(Samples.DATABASE, Samples.PROTECTED, AdministratorPassword.MANAGED);

        managed.resource("aws_db_instance")
                .has("manage_master_user_password", true)
                .has("master_user_secret_kms_key_id", KEY.value())
                .hasNo("password")
                .hasNo("password_wo");
        assertThat(managed.resources("aws_secretsmanager_secret")).isEmpty();
        assertThat(managed.json().path("ephemeral")).isEmpty();
    }

    @Test
    void applicationsSignInWithIamOverACertificateOfTheNamedAuthority() {
        INSTANCE.has("iam_database_authentication_enabled", true).has("ca_cert_identifier", "rds-ca-rsa2048-g1");
    }

    @Test
    void theHostIsWatchedEachMinute() {
        INSTANCE.has("monitoring_interval", 60)
                .has("monitoring_role_arn", "arn:aws:iam::000000000000:role/acme-database-monitoring-test");
    }

    /** Terraform would move a minor release back that AWS has installed. */
    @Test
    void awsMovesToNewMinorReleasesOnlyWhereTheVersionNamesNone() {
        INSTANCE.has("auto_minor_version_upgrade", false);
        synth(version("17"), Samples.PROTECTED)
                .resource("aws_db_instance")
                .has("engine_version", "17")
                .has("auto_minor_version_upgrade", true);
    }

    @Test
    void theParameterGroupIsThatOfTheMajorVersion() {
        INSTANCE.has(
                "parameter_group_name", STACK.resource("aws_db_parameter_group").ref("name"));
        synth(version("17.9"), Samples.PROTECTED)
                .resource("aws_db_parameter_group")
                .has("family", "postgres17");
    }
}
