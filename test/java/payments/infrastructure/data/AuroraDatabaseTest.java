package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AuroraSettings;
import payments.infrastructure.config.deployment.DatabaseEngine;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class AuroraDatabaseTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/database");
    private static final KeyArn LOGS_KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/logs");
    private static final SynthesizedStack STACK =
            synth(Samples.AURORA, Samples.PROTECTED, AdministratorPassword.MANAGED);
    private static final SynthesizedResource CLUSTER = STACK.resource("aws_rds_cluster");

    private static SynthesizedStack synth(
            DatabaseSettings settings, ProtectionSettings protection, AdministratorPassword password) {
        return Testing.synthPlaced((scope, placement) -> new AuroraDatabase(
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

    @Test
    @Requirement("K20")
    void itIsMadeOfASnapshotOnceAndNeverFollowsItAgain() {
        Testing.synthPlaced((scope, placement) -> new AuroraDatabase(
                        scope,
                        "database",
                        placement,
                        new DatabasePlan(
                                Samples.AURORA,
                                Samples.PROTECTED,
                                Samples.LOGS,
                                AdministratorPassword.MANAGED,
                                new Database.Location(List.of("subnet-1", "subnet-2"), "sg-database", KEY, LOGS_KEY),
                                Optional.of("payments-at-cut-over"))))
                .resource("aws_rds_cluster")
                .has("snapshot_identifier", "payments-at-cut-over")
                .has("kms_key_id", KEY.value())
                .has(
                        "lifecycle.ignore_changes",
                        List.of(
                                "snapshot_identifier",
                                "database_name",
                                "master_username",
                                "kms_key_id",
                                "global_cluster_identifier"));
        CLUSTER.hasNo("snapshot_identifier")
                .has("lifecycle.ignore_changes", List.of("snapshot_identifier", "global_cluster_identifier"));
    }

    @Test
    @Requirement("E3")
    void theClusterIsAsTheSettingsSay() {
        CLUSTER.has("cluster_identifier", "acme-database-test")
                .has("engine", "aurora-postgresql")
                .has("engine_version", "13.23")
                .has("database_name", "payments")
                .has("master_username", "dbadmin")
                .has("backup_retention_period", 7)
                .has("preferred_backup_window", "03:00-04:00")
                .has("preferred_maintenance_window", "mon:04:30-mon:05:30")
                .has("copy_tags_to_snapshot", true)
                .hasNo("allocated_storage")
                .hasNo("serverlessv2_scaling_configuration");
    }

    @Test
    @Requirement("E3")
    void everythingAtRestIsEncryptedWithTheRegionsKey() {
        CLUSTER.has("storage_encrypted", true).has("kms_key_id", KEY.value());
        assertThat(STACK.resources("aws_rds_cluster_instance"))
                .allSatisfy(instance -> instance.has("performance_insights_enabled", true)
                        .has("performance_insights_kms_key_id", KEY.value()));
    }

    @Test
    @Requirement("E3")
    void itsInstancesAreOfTheSizeOfTheSettingsAndTakeOverInTheirOrder() {
        SynthesizedResource writer = STACK.resource("aws_rds_cluster_instance", "/instances/1");
        SynthesizedResource reader = STACK.resource("aws_rds_cluster_instance", "/instances/2");

        assertThat(STACK.resources("aws_rds_cluster_instance")).hasSize(2);
        writer.has("identifier", "acme-database-test-1").has("promotion_tier", 0);
        reader.has("identifier", "acme-database-test-2")
                .has("promotion_tier", 1)
                .has("cluster_identifier", CLUSTER.ref("id"))
                .has("instance_class", "db.r6g.large")
                .has("publicly_accessible", false)
                .has("ca_cert_identifier", "rds-ca-rsa2048-g1")
                .has("auto_minor_version_upgrade", false)
                .has("monitoring_interval", 60)
                .has("monitoring_role_arn", "arn:aws:iam::000000000000:role/acme-database-monitoring-test");
    }

    @Test
    void serverlessInstancesGrowAndShrinkBetweenTheCapacities() {
        SynthesizedStack serverless = synth(
                Samples.database(DatabaseEngine.AURORA_POSTGRESQL, "17", "db.serverless", new AuroraSettings(1, 2, 8)),
                Samples.PROTECTED,
                AdministratorPassword.MANAGED);

        serverless
                .resource("aws_rds_cluster")
                .has("serverlessv2_scaling_configuration", Json.of("{'min_capacity': 2, 'max_capacity': 8}"));
        serverless
                .resource("aws_rds_cluster_instance")
                .has("instance_class", "db.serverless")
                .has("auto_minor_version_upgrade", true);
        serverless.resource("aws_rds_cluster_parameter_group").has("family", "aurora-postgresql17");
    }

    @Test
    @Requirement("E3")
    void itLivesInPrivateSubnetsBehindTheDatabaseGroupAndForcesTls() {
        SynthesizedResource parameters = STACK.resource("aws_rds_cluster_parameter_group");

        CLUSTER.has(
                        "db_subnet_group_name",
                        STACK.resource("aws_db_subnet_group").ref("name"))
                .has("vpc_security_group_ids", List.of("sg-database"))
                .has("db_cluster_parameter_group_name", parameters.ref("name"))
                .has("iam_database_authentication_enabled", true);
        parameters
                .has("name", "acme-aurora-postgresql13-test")
                .has("family", "aurora-postgresql13")
                .has("parameter.0", Json.of("""
                        {'name': 'rds.force_ssl', 'value': '1', 'apply_method': 'immediate'}
                        """));
    }

    /** Known mistake M16. */
    @Test
    void itsLogGroupExistsBeforeItWritesToIt() {
        SynthesizedResource log = STACK.resource("aws_cloudwatch_log_group");

        log.has("name", "/aws/rds/cluster/acme-database-test/postgresql").has("kms_key_id", LOGS_KEY.value());
        CLUSTER.has("enabled_cloudwatch_logs_exports", List.of("postgresql"));
        assertThat(CLUSTER.dependsOn()).containsExactly(log.address());
    }

    @Test
    @Requirement({"E10", "B11"})
    void whatHappensWhenItIsDestroyedIsUpToTheSettings() {
        CLUSTER.has("deletion_protection", true)
                .has("skip_final_snapshot", false)
                .has(
                        "final_snapshot_identifier",
                        "acme-database-test-final-${element(split(\"/\", \"%s\"), 1)}".formatted(KEY.value()));
        synth(Samples.AURORA, Samples.DESTROYABLE, AdministratorPassword.MANAGED)
                .resource("aws_rds_cluster")
                .has("deletion_protection", false)
                .has("skip_final_snapshot", true)
                .hasNo("final_snapshot_identifier");
    }

    @Test
    @Requirement("X4")
    void aManagedPasswordIsMadeByRdsUnderOurKey() {
        CLUSTER.has("manage_master_user_password", true)
                .has("master_user_secret_kms_key_id", KEY.value())
                .hasNo("master_password")
                .hasNo("master_password_wo");
    }

    @Test
    @Requirement({"E3", "X4"})
    void aPasswordInParameterStoreIsReadBackAndWrittenOnly() {
        SynthesizedStack stack = synth(Samples.AURORA, Samples.PROTECTED, AdministratorPassword.PARAMETER);

        stack.resource("aws_rds_cluster")
                .has("master_password_wo", "${ephemeral.aws_ssm_parameter.database_administrator.value}")
                .has("master_password_wo_version", 1)
                .hasNo("master_password")
                .hasNo("manage_master_user_password");
        assertThat(stack.resources("aws_secretsmanager_secret")).isEmpty();
    }
}
