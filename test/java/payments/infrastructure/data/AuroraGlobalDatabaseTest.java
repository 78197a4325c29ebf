package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.Placements;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class AuroraGlobalDatabaseTest {
    private static final SynthesizedStack STACK = synth(Samples.PROTECTED);
    private static final SynthesizedResource SOURCE = STACK.resource("aws_rds_cluster", "/database");
    private static final SynthesizedResource GLOBAL = STACK.resource("aws_rds_global_cluster");
    private static final SynthesizedResource MEMBER = STACK.resource("aws_rds_cluster", "/member-eu-west-1");

    private static SynthesizedStack synth(ProtectionSettings protection) {
        return Testing.synthScope(scope -> {
            var here = Placements.in(scope, AwsRegion.US_EAST_1);
            var there = Placements.in(scope, AwsRegion.EU_WEST_1);
            AuroraDatabase source = new AuroraDatabase(
                    scope,
                    "database",
                    here,
                    new DatabasePlan(
                            Samples.AURORA,
                            protection,
                            Samples.LOGS,
                            AdministratorPassword.EPHEMERAL,
                            new Database.Location(
                                    List.of("subnet-1", "subnet-2"),
                                    "sg-here",
                                    new KeyArn("key-here"),
                                    new KeyArn("logs-key"))));
            new AuroraGlobalDatabase(scope, "global", here, source, Samples.AURORA, protection, Samples.LOGS)
                    .join(new StandbyLocation(
                            there, "sg-there", new KeyArn("key-there"), new KeyArn("logs-key-there")));
        });
    }

    @Test
    void itTakesThePrimarysClusterInOnceThatServes() {
        GLOBAL.has("provider", "aws.us-east-1")
                .has("global_cluster_identifier", "acme-global-database-test-us-east-1")
                .has("source_db_cluster_identifier", SOURCE.ref("arn"));
        assertThat(GLOBAL.dependsOn())
                .containsExactlyElementsOf(STACK.resources("aws_rds_cluster_instance").stream()
                        .filter(instance -> instance.path().contains("/database/"))
                        .map(SynthesizedResource::address)
                        .toList())
                .hasSize(2);
        SOURCE.has("lifecycle.ignore_changes", List.of("snapshot_identifier", "global_cluster_identifier"));
    }

    /** Known mistake M35: what a member says about administrator or databases is refused or drifts. */
    @Test
    void aMemberHasOnlyWhatIsItsOwn() {
        MEMBER.has("provider", "aws.eu-west-1")
                .has("global_cluster_identifier", GLOBAL.ref("id"))
                .has("cluster_identifier", "acme-database-replica-test")
                .has("source_region", "us-east-1")
                .has("storage_encrypted", true)
                .has("kms_key_id", "key-there")
                .has("vpc_security_group_ids", List.of("sg-there"))
                .has("lifecycle.ignore_changes", List.of("engine_version", "replication_source_identifier"))
                .hasNo("master_username")
                .hasNo("master_password_wo")
                .hasNo("manage_master_user_password")
                .hasNo("database_name");
    }

    @Test
    void aMembersLogIsRetainedAsLongAsOthersWithItsRegionsKey() {
        MEMBER.has("enabled_cloudwatch_logs_exports", List.of("postgresql"));
        STACK.resource("aws_cloudwatch_log_group", "/member-eu-west-1/postgresql-log")
                .has("provider", "aws.eu-west-1")
                .has("name", "/aws/rds/cluster/acme-database-replica-test/postgresql")
                .has("retention_in_days", 7)
                .has("kms_key_id", "logs-key-there");
    }

    /** By the naming rule, because both are made in the other region's own stack. */
    @Test
    void aMemberSharesSubnetsAndParametersOfTheOtherRegionsDatabase() {
        MEMBER.has("db_subnet_group_name", "acme-database-test")
                .has("db_cluster_parameter_group_name", "acme-aurora-postgresql13-test");
        STACK.resource("aws_db_subnet_group").has("name", "acme-database-test");
        STACK.resource("aws_rds_cluster_parameter_group").has("name", "acme-aurora-postgresql13-test");
    }

    @Test
    void aMemberHasInstancesSoThatItIsReadyTheMomentItIsPromoted() {
        assertThat(STACK.resources("aws_rds_cluster_instance").stream()
                        .filter(instance -> instance.path().contains("/member-eu-west-1/")))
                .hasSize(2)
                .allSatisfy(instance ->
                        instance.has("provider", "aws.eu-west-1").has("cluster_identifier", MEMBER.ref("id")));
    }

    @Test
    void itIsProtectedOnlyWhereTheSettingsSaySo() {
        GLOBAL.has("deletion_protection", true).has("force_destroy", false);
        synth(Samples.DESTROYABLE)
                .resource("aws_rds_global_cluster")
                .has("deletion_protection", false)
                .has("force_destroy", true);
    }
}
