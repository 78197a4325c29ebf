package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import payments.testing.Placements;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link DatabaseBackupCopy} and {@link DatabaseReadReplica}: the two ways to bring a database to another region. */
class DatabaseCopiesTest {
    private static final SynthesizedStack STACK = synth(Samples.DATABASE, Samples.PROTECTED);
    private static final SynthesizedResource SOURCE = STACK.resource("aws_db_instance", "/database");
    private static final SynthesizedResource BACKUPS = STACK.resource("aws_db_instance_automated_backups_replication");
    private static final SynthesizedResource REPLICA = STACK.resource("aws_db_instance", "/replica");

    private static SynthesizedStack synth(DatabaseSettings settings, ProtectionSettings protection) {
        return Testing.synthScope(scope -> {
            Placement here = Placements.in(scope, AwsRegion.US_EAST_1);
            Placement there = Placements.in(scope, AwsRegion.EU_WEST_1);
            PostgresDatabase source = new PostgresDatabase(
                    scope,
                    "database",
                    here,
                    new DatabasePlan(
                            settings,
                            protection,
                            Samples.LOGS,
                            AdministratorPassword.EPHEMERAL,
                            new Database.Location(
                                    List.of("subnet-1", "subnet-2"),
                                    "sg-here",
                                    new KeyArn("key-here"),
                                    new KeyArn("logs-key"))));
            new DatabaseBackupCopy(scope, "backups", there, source, settings, new KeyArn("key-there"));
            new DatabaseReadReplica(
                    scope,
                    "replica",
                    new StandbyLocation(there, "sg-there", new KeyArn("key-there"), new KeyArn("logs-key-there")),
                    source,
                    settings,
                    protection,
                    Samples.LOGS);
        });
    }

    /** Known mistakes M01 and M02: no snapshot copies at apply time, no wildcard, and the key of the receiving region. */
    @Test
    @Requirement("A8")
    void backupsAreReplicatedByTheReceivingRegionWithItsKey() {
        BACKUPS.has("provider", "aws.eu-west-1")
                .has("source_db_instance_arn", SOURCE.ref("arn"))
                .has("kms_key_id", "key-there")
                .has("retention_period", 7);
        assertThat(STACK.resources("aws_db_snapshot_copy")).isEmpty();
    }

    @Test
    void aReplicaRunsInTheOtherRegionWithItsKeyAndGroup() {
        REPLICA.has("provider", "aws.eu-west-1")
                .has("identifier", "acme-database-replica-test")
                .has("replicate_source_db", SOURCE.ref("arn"))
                .has("instance_class", "db.t3.medium")
                .has("storage_encrypted", true)
                .has("kms_key_id", "key-there")
                .has("vpc_security_group_ids", List.of("sg-there"))
                .has("publicly_accessible", false);
    }

    @Test
    void aReplicaIsWatchedAndLoggedAsItsSourceIs() {
        REPLICA.has("enabled_cloudwatch_logs_exports", List.of("postgresql", "upgrade"))
                .has("performance_insights_enabled", true)
                .has("monitoring_interval", 60);
        for (String log : List.of("postgresql", "upgrade")) {
            STACK.resource("aws_cloudwatch_log_group", "/replica/%s-log".formatted(log))
                    .has("provider", "aws.eu-west-1")
                    .has("name", "/aws/rds/instance/acme-database-replica-test/" + log)
                    .has("kms_key_id", "logs-key-there");
        }
    }

    /** By the naming rule, because both are made in the other region's own stack. */
    @Test
    void aReplicaSharesSubnetsAndParametersOfTheOtherRegionsDatabase() {
        REPLICA.has("db_subnet_group_name", "acme-database-test").has("parameter_group_name", "acme-postgres15-test");
        STACK.resource("aws_db_subnet_group").has("name", "acme-database-test");
        STACK.resource("aws_db_parameter_group").has("name", "acme-postgres15-test");
    }

    /** RDS refuses a replica that brings its own. */
    @Test
    @Requirement("X4")
    void aReplicaTakesEngineUserAndPasswordFromItsSource() {
        REPLICA.hasNo("engine")
                .hasNo("engine_version")
                .hasNo("username")
                .hasNo("password")
                .hasNo("password_wo")
                .hasNo("db_name")
                .hasNo("allocated_storage");
    }

    @Test
    void aReplicaHasBackupsSoThatItIsSafeTheMomentItIsPromoted() {
        REPLICA.has("backup_retention_period", 7)
                .has("copy_tags_to_snapshot", true)
                .has("iam_database_authentication_enabled", true)
                .has("auto_minor_version_upgrade", false);
    }

    @Test
    @Requirement("B11")
    void aReplicaIsProtectedOnlyWhereTheSettingsSaySo() {
        REPLICA.has("deletion_protection", true).has("skip_final_snapshot", true);
        synth(Samples.DATABASE, Samples.DESTROYABLE)
                .resource("aws_db_instance", "/replica")
                .has("deletion_protection", false);
    }
}
