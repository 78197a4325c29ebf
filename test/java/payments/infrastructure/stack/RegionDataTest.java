package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AuditTableSettings;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DocumentSettings;
import payments.infrastructure.config.deployment.LinkSettings;
import payments.infrastructure.config.deployment.PasswordStore;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.TableIndex;
import payments.infrastructure.config.deployment.TableSettings;
import payments.testing.Altered;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** Where data lies in the stacks of a deployment that departs from the usual: Aurora, Parameter Store, AES256, an audit table. */
class RegionDataTest {
    private static final Settings ALL = Samples.settings(DatabaseCopy.BACKUPS);
    private static final TableSettings INDEXED = new TableSettings(
            "payment_id",
            null,
            "timestamp",
            List.of(new TableIndex("status-index", "status", "timestamp")),
            new AuditTableSettings("audit_id", List.of(new TableIndex("timestamp-index", "timestamp", null))));

    private static final Map<String, SynthesizedStack> PARAMETERS =
            synth(with(PasswordStore.PARAMETER_STORE, DatabaseCopy.NONE), AwsRegion.EU_WEST_1);
    private static final Map<String, SynthesizedStack> GLOBAL = synth(
            with(PasswordStore.SECRETS_MANAGER, DatabaseCopy.GLOBAL_DATABASE),
            AwsRegion.US_EAST_1,
            AwsRegion.EU_WEST_1);

    private static Settings with(PasswordStore password, DatabaseCopy copy) {
        return Altered.of(ALL)
                .with("documents", new DocumentSettings(BucketEncryption.AES256))
                .with("table", INDEXED)
                .with(
                        "database",
                        Altered.of(Samples.AURORA).with("password", password).build())
                .with("links", new LinkSettings(true, true, false, copy))
                .build();
    }

    private static Map<String, SynthesizedStack> synth(Settings settings, AwsRegion... regions) {
        List<Region> placed = new ArrayList<>();
        for (AwsRegion region : regions) {
            placed.add(new Region(region, new Cidr("10.%d.0.0/16".formatted(placed.size())), true));
        }
        return Testing.synthPlatform(Samples.deployment(placed, settings));
    }

    private static SynthesizedStack stack(Map<String, SynthesizedStack> stacks, String name) {
        return found(stacks.get(name), name + " is not among " + stacks.keySet());
    }

    private static SynthesizedStack found(@Nullable SynthesizedStack stack, String message) {
        return Objects.requireNonNull(stack, message);
    }

    @Test
    @Requirement("E3")
    void allParametersOfTheDatabaseLieUnderTheEnvironmentsPathAndOnlyThePasswordIsSecret() {
        SynthesizedStack region = stack(PARAMETERS, "test-eu-west-1");

        assertThat(region.resources("aws_ssm_parameter"))
                .extracting(parameter -> parameter.at("name").asText())
                .containsExactlyInAnyOrder(
                        "/acme/test/database/administrator-password",
                        "/acme/test/database/host",
                        "/acme/test/database/name",
                        "/acme/test/database/port",
                        "/acme/test/table/name");
        assertThat(region.resources("aws_ssm_parameter"))
                .filteredOn(parameter -> parameter.at("type").asText().equals("SecureString"))
                .singleElement()
                .satisfies(secret -> secret.hasNo("value"));
        assertThat(region.resources("aws_secretsmanager_secret")).isEmpty();
    }

    @Test
    @Requirement({"D2", "D9"})
    void theFunctionReceivesTheIndexesAttributeAndTheAuditTable() {
        SynthesizedStack region = stack(PARAMETERS, "test-eu-west-1");
        SynthesizedResource audit = region.resource("aws_dynamodb_table", "/audit-records");

        region.resource("aws_lambda_function")
                .has("environment.variables.TABLE_TIMESTAMP", "timestamp")
                .has("environment.variables.AUDIT_TABLE", audit.ref("name"))
                .has("environment.variables.AUDIT_PARTITION_KEY", "audit_id")
                .hasNo("environment.variables.TABLE_SORT_KEY");
    }

    /** Records are evidence: the function that writes them may neither change nor delete one. */
    @Test
    @Requirement({"D2", "B9"})
    void theFunctionMayAddAuditRecordsAndNothingElse() {
        SynthesizedResource policy =
                stack(PARAMETERS, "test-iam").resource("aws_iam_policy", "/roles/api-handler-execution/policy");

        assertThat(policy.statement("policy", "WriteAuditRecords")
                        .path("Action")
                        .asText())
                .isEqualTo("dynamodb:PutItem");
        assertThat(policy.statement("policy", "WriteAuditRecords")
                        .path("Resource")
                        .asText())
                .endsWith(":table/acme-audit-log-test");
        assertThat(policy.statement("policy", "NeverChangeAuditRecords")
                        .path("Effect")
                        .asText())
                .isEqualTo("Deny");
        assertThat(policy.statement("policy", "NeverDelete").path("Resource").toString())
                .contains("acme-audit-log-test");
    }

    @Test
    @Requirement("B7")
    void documentsUnderS3sOwnKeyNeedNoKeyOfOurs() {
        SynthesizedStack primary = stack(GLOBAL, "test-us-east-1");

        primary.resource("aws_s3_bucket_server_side_encryption_configuration", "/documents/encryption")
                .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "AES256");
        assertThat(primary.resource("aws_s3_bucket_replication_configuration", "/links/documents")
                        .at("rule.0.destination.encryption_configuration")
                        .isMissingNode())
                .isTrue();
        assertThat(primary.outputs()).doesNotContain("kms_key_id_s3").contains("s3_bucket_name", "kms_key_id_rds");
        assertThat(primary.resources("aws_kms_alias"))
                .extracting(alias -> alias.at("name").asText())
                .noneMatch(name -> name.startsWith("alias/acme-s3-"));
    }

    @Test
    @Requirement({"E3", "A16"})
    void aClusterGivesTheSameOutputsAsAnInstance() {
        SynthesizedStack region = stack(PARAMETERS, "test-eu-west-1");
        SynthesizedResource cluster = region.resource("aws_rds_cluster");

        assertThat(region.output("rds_address").asText()).isEqualTo(cluster.ref("endpoint"));
        assertThat(region.output("rds_port").asText()).isEqualTo(cluster.ref("port"));
        assertThat(region.output("rds_endpoint").asText())
                .isEqualTo(cluster.ref("endpoint") + ":" + cluster.ref("port"));
        assertThat(region.resources("aws_db_instance")).isEmpty();
    }

    @Test
    void aGlobalDatabaseIsALinkOfThePrimaryAndItsLagIsWatchedWhereTheMemberIs() {
        SynthesizedStack primary = stack(GLOBAL, "test-us-east-1");
        SynthesizedResource member = primary.resource("aws_rds_cluster", "/links/global-database/member-eu-west-1");

        member.has("provider", "aws.eu-west-1");
        primary.resource("aws_cloudwatch_metric_alarm", "/links/global-database-lag-eu-west-1")
                .has("provider", "aws.eu-west-1")
                .has("metric_name", "AuroraGlobalDBReplicationLag")
                .has("dimensions", Map.of("DBClusterIdentifier", member.ref("cluster_identifier")))
                .has("threshold", 5000);
        primary.resource("aws_rds_cluster", "/database")
                .has(
                        "master_password_wo",
                        "${ephemeral.aws_secretsmanager_secret_version.database_administrator.secret_string}");
        assertThat(stack(GLOBAL, "test-eu-west-1").resources("aws_rds_global_cluster"))
                .isEmpty();
    }

    @Test
    @Requirement("D2")
    void whoCannotWriteAuditRecordsIsHeardOf() {
        SynthesizedStack region = stack(PARAMETERS, "test-eu-west-1");
        String table = region.resource("aws_dynamodb_table", "/audit-records").ref("name");

        assertThat(region.resources("aws_cloudwatch_metric_alarm"))
                .filteredOn(alarm -> alarm.at("dimensions.TableName").asText().equals(table))
                .extracting(alarm -> alarm.at("metric_name").asText())
                .containsExactlyInAnyOrder("WriteThrottleEvents", "ReadThrottleEvents", "SystemErrors");
    }

    /** Known mistake M03: only a copy has lag; it is watched where the copy is made. */
    @Test
    @Requirement("A14")
    void noAlarmOnReplicationLagWatchesThePrimary() {
        SynthesizedStack primary = stack(GLOBAL, "test-us-east-1");

        assertThat(primary.resources("aws_cloudwatch_metric_alarm"))
                .filteredOn(alarm -> !alarm.path().contains("/links/"))
                .isNotEmpty()
                .extracting(alarm -> alarm.at("metric_name").asText())
                .noneMatch(metric -> metric.contains("Lag"));
    }
}
