package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** System A: what it stores, how that reaches the standby, and who is notified when it does not. */
class ActivePassiveDataTest {
    private static final SynthesizedDeployment A = ReferenceDeployment.ACTIVE_PASSIVE.synthesized();
    private static final SynthesizedStack PRIMARY = A.stack("main-us-east-1");
    private static final SynthesizedStack STANDBY = A.stack("main-eu-west-1");
    private static final List<SynthesizedStack> REGIONS = List.of(STANDBY, PRIMARY);

    @Test
    @Requirement("A3")
    void keysRotateAndAreGoneAWeekAfterTheOrder() {
        for (SynthesizedStack stack : REGIONS) {
            String code = stack.name().substring("main-".length());
            for (String service : List.of("s3", "rds")) {
                String path = service.equals("s3") ? "/keys/documents" : "/keys/database";
                SynthesizedResource key = stack.resource("aws_kms_key", path);
                key.has("enable_key_rotation", true).has("deletion_window_in_days", 7);
                stack.resource("aws_kms_alias", path + "/alias")
                        .has("name", "alias/payment-processor-%s-a1-%s".formatted(service, code))
                        .has("target_key_id", key.ref("key_id"));
            }
        }
    }

    /** Payments that the system before made have sort values that nobody knows: only a query of the partition finds them. */
    @Test
    @Requirement({"K7", "B9"})
    void theFunctionFindsPaymentsOfAnySortValueInTheTableAndNotInItsIndexes() {
        JsonNode statement = A.stack("main-iam")
                .resource("aws_iam_policy", "/roles/api-handler-execution/policy")
                .statement("policy", "StoreAndReadPayments");

        assertThat(statement.path("Action")).contains(TextNode.valueOf("dynamodb:Query"));
        assertThat(statement.path("Resource")).hasSize(2).allSatisfy(arn -> assertThat(arn.asText())
                .endsWith(":table/payment-processor-transactions-a1"));
    }

    @Test
    @Requirement("A6")
    void documentsAreVersionedEncryptedAndClosed() {
        for (SynthesizedStack stack : REGIONS) {
            stack.resource("aws_s3_bucket_versioning", "/documents/versioning")
                    .has("versioning_configuration.status", "Enabled");
            stack.resource("aws_s3_bucket_server_side_encryption_configuration", "/documents/encryption")
                    .has("rule.0.bucket_key_enabled", true)
                    .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "aws:kms")
                    .has(
                            "rule.0.apply_server_side_encryption_by_default.kms_master_key_id",
                            stack.resource("aws_kms_key", "/keys/documents").ref("arn"));
            stack.resource("aws_s3_bucket_public_access_block", "/documents/public-access-block")
                    .has("block_public_acls", true)
                    .has("block_public_policy", true)
                    .has("ignore_public_acls", true)
                    .has("restrict_public_buckets", true);
        }
    }

    @Test
    @Requirement("A6")
    void everyDocumentIsCopiedToTheStandbyUnderItsKey() {
        PRIMARY.resource("aws_s3_bucket_replication_configuration", "/links/documents")
                .has("rule.0.status", "Enabled")
                .has("rule.0.filter.prefix", "")
                .has("rule.0.source_selection_criteria.sse_kms_encrypted_objects.status", "Enabled")
                .has("rule.0.destination.storage_class", "STANDARD")
                .has(
                        "rule.0.destination.encryption_configuration.replica_kms_key_id",
                        "${data.terraform_remote_state.state-of-eu-west-1.outputs.documents_key_arn}");
        assertThat(STANDBY.output("documents_key_arn").asText())
                .isEqualTo(STANDBY.resource("aws_kms_key", "/keys/documents").ref("arn"));
    }

    @Test
    @Requirement("A7")
    void transactionsAreKeyedByIdAndTime() {
        for (SynthesizedStack stack : REGIONS) {
            SynthesizedResource table = stack.resource("aws_dynamodb_table");
            table.has("hash_key", "transaction_id")
                    .has("range_key", "timestamp")
                    .has("attribute.0", Map.of("name", "transaction_id", "type", "S"))
                    .has("attribute.1", Map.of("name", "timestamp", "type", "N"))
                    .has("billing_mode", "PAY_PER_REQUEST")
                    .has("stream_enabled", true)
                    .has("stream_view_type", "NEW_AND_OLD_IMAGES")
                    .has("point_in_time_recovery.enabled", true)
                    .has("server_side_encryption.enabled", true);
        }
    }

    @Test
    @Requirement({"A2", "A8", "K5", "K13"})
    void theDatabaseIsTheOneThatWasAskedFor() {
        for (SynthesizedStack stack : REGIONS) {
            stack.resource("aws_db_instance")
                    .has("engine", "postgres")
                    .has("engine_version", "15")
                    .has("instance_class", "db.t3.medium")
                    .has("allocated_storage", 100)
                    .has("max_allocated_storage", 500)
                    .has("storage_type", "gp3")
                    .has("storage_encrypted", true)
                    .has("publicly_accessible", false)
                    .has("multi_az", true)
                    .has("db_name", "payments")
                    .has("username", "dbadmin")
                    .has("backup_retention_period", 7)
                    .has("backup_window", "03:00-04:00")
                    .has("maintenance_window", "mon:04:30-mon:05:30")
                    .has("enabled_cloudwatch_logs_exports", List.of("postgresql", "upgrade"))
                    .has("copy_tags_to_snapshot", true)
                    .has("skip_final_snapshot", false)
                    .has("deletion_protection", false);
            assertThat(stack.resource("aws_db_instance")
                            .at("final_snapshot_identifier")
                            .asText())
                    .isEqualTo("payment-processor-database-a1-final-${element(split(\"/\", %s), 1)}"
                            .formatted(stack.resource("aws_kms_key", "/keys/database")
                                    .ref("arn")
                                    .replaceAll("[${}]", "")));
            stack.resource("aws_vpc_security_group_ingress_rule", "/database-from-functions")
                    .has("from_port", 5432)
                    .has(
                            "referenced_security_group_id",
                            stack.resource("aws_security_group", "/functions").ref("id"))
                    .hasNo("cidr_ipv4");
        }
    }

    @Test
    @Requirement("A8")
    void thePrimarysBackupsReachTheStandbyUnderItsKey() {
        PRIMARY.resource("aws_db_instance_automated_backups_replication")
                .has("provider", "aws.eu-west-1")
                .has("retention_period", 7)
                .has(
                        "source_db_instance_arn",
                        PRIMARY.resource("aws_db_instance").ref("arn"))
                .has("kms_key_id", "${data.terraform_remote_state.state-of-eu-west-1.outputs.database_key_arn}");
    }

    @Test
    @Requirement({"A14", "A17"})
    void alarmsAreRaisedAtTheThresholdsThatWereAskedFor() {
        for (SynthesizedStack stack : REGIONS) {
            assertAlarm(stack, "/alarms/database-cpu", "CPUUtilization", 80, 2);
            assertAlarm(stack, "/edge-alarms/function-errors", "Errors", 5, 1);
            assertAlarm(stack, "/edge-alarms/api-server-errors", "5XXError", 10, 2);
        }
    }

    /** An instance that is no replica has no lag; an alarm on it would be silent for ever. */
    @Test
    @Requirement("A14")
    void lagIsWatchedWhereThereIsAReplica() {
        SynthesizedDeployment replicated = ReferenceDeployment.ACTIVE_PASSIVE.changed(
                Map.of(), yaml -> yaml.replace("databaseCopy: backups", "databaseCopy: read-replica"));

        List<SynthesizedResource> lag = replicated.stacks().values().stream()
                .flatMap(stack -> stack.resources("aws_cloudwatch_metric_alarm").stream())
                .filter(alarm -> alarm.at("metric_name").asText().equals("ReplicaLag"))
                .toList();
        assertThat(lag).hasSize(1);
        lag.get(0)
                .has("provider", "aws.eu-west-1")
                .has("threshold", 30)
                .has("period", 300)
                .has("evaluation_periods", 2)
                .has("treat_missing_data", "notBreaching");
        assertThat(PRIMARY.json().at("/resource/aws_cloudwatch_metric_alarm").toString())
                .doesNotContain("ReplicaLag");
    }

    @Test
    @Requirement("A15")
    void theDashboardShowsTheLagWhereThereIsAReplica() {
        SynthesizedDeployment replicated = ReferenceDeployment.ACTIVE_PASSIVE.changed(
                Map.of(), yaml -> yaml.replace("databaseCopy: backups", "databaseCopy: read-replica"));

        List<String> lags = replicated.stacks().values().stream()
                .flatMap(stack -> stack.resources("aws_cloudwatch_dashboard").stream())
                .map(dashboard -> dashboard.at("dashboard_body").asText())
                .filter(body -> body.contains("ReplicaLag"))
                .toList();

        assertThat(lags).hasSize(1).first().asString().contains("\"region\":\"eu-west-1\",\"stat\":\"Maximum\"");
    }

    @Test
    @Requirement("A15")
    void aDashboardInEachRegionShowsFunctionApiAndDatabase() {
        for (SynthesizedStack stack : REGIONS) {
            assertThat(Dashboards.metrics(stack.resource("aws_cloudwatch_dashboard")))
                    .containsAll(Set.of(
                            "AWS/Lambda Invocations",
                            "AWS/Lambda Errors",
                            "AWS/Lambda Duration",
                            "AWS/ApiGateway Count",
                            "AWS/ApiGateway 4XXError",
                            "AWS/ApiGateway 5XXError",
                            "AWS/RDS CPUUtilization",
                            "AWS/RDS DatabaseConnections"));
        }
    }

    @Test
    @Requirement("A17")
    void theRegionsArePeered() {
        PRIMARY.resource("aws_vpc_peering_connection").has("peer_region", "eu-west-1");
        PRIMARY.resource("aws_vpc_peering_connection_accepter").has("auto_accept", true);
        for (int zone = 1; zone <= 3; zone++) {
            PRIMARY.resource("aws_route", "/here-to-there/route-" + zone).has("destination_cidr_block", "10.1.8.0/21");
            PRIMARY.resource("aws_route", "/there-to-here/route-" + zone).has("destination_cidr_block", "10.0.8.0/21");
        }
    }

    private static void assertAlarm(SynthesizedStack stack, String path, String metric, int threshold, int periods) {
        stack.resource("aws_cloudwatch_metric_alarm", path)
                .has("metric_name", metric)
                .has("comparison_operator", "GreaterThanThreshold")
                .has("threshold", threshold)
                .has("period", 300)
                .has("evaluation_periods", periods)
                .has("treat_missing_data", "notBreaching")
                .has(
                        "alarm_actions",
                        List.of(stack.resource("aws_sns_topic", "/alerts").ref("arn")));
    }
}
