package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** System B: payments move from Zurich to Ireland. */
class MigrationTest {
    private static final SynthesizedDeployment B = ReferenceDeployment.MIGRATION.synthesized();
    private static final SynthesizedStack IAM = B.stack("test-iam");
    private static final SynthesizedStack SOURCE = B.stack("test-eu-central-2");
    private static final SynthesizedStack TARGET = B.stack("test-eu-west-1");

    @Test
    @Requirement("B1")
    void eachRegionHasANetworkOverTwoZones() {
        for (SynthesizedStack stack : List.of(SOURCE, TARGET)) {
            String block = stack.name().equals("test-eu-central-2") ? "10.0" : "10.1";
            stack.resource("aws_vpc").has("cidr_block", block + ".0.0/16");
            assertThat(stack.resources("aws_subnet").stream()
                            .map(subnet -> subnet.at("cidr_block").asText()))
                    .containsExactlyInAnyOrder(
                            block + ".1.0/24", block + ".2.0/24", block + ".10.0/24", block + ".11.0/24");
            assertThat(stack.resources("aws_internet_gateway")).hasSize(1);
            assertThat(stack.resources("aws_nat_gateway")).hasSize(2);
            assertThat(stack.resources("aws_route_table")).hasSize(3);
        }
        assertThat(TARGET.resources("aws_security_group").stream()
                        .map(group -> group.at("name").asText()))
                .containsExactlyInAnyOrder("payment-database-test-a", "payment-functions-test-a");
    }

    @Test
    @Requirement("B2")
    void theNetworksArePeeredAndFindEachOther() {
        SOURCE.resource("aws_vpc_peering_connection").has("peer_region", "eu-west-1");
        SOURCE.resource("aws_vpc_peering_connection_accepter")
                .has("auto_accept", true)
                .has("provider", "aws.eu-west-1");
        SOURCE.resource("aws_vpc_peering_connection_options", "/requester-dns")
                .has("requester.allow_remote_vpc_dns_resolution", true);
        SOURCE.resource("aws_vpc_peering_connection_options", "/accepter-dns")
                .has("accepter.allow_remote_vpc_dns_resolution", true);
        for (int zone = 1; zone <= 2; zone++) {
            SOURCE.resource("aws_route", "/here-to-there/route-" + zone)
                    .has("destination_cidr_block", "10.1.8.0/21")
                    .has(
                            "route_table_id",
                            SOURCE.resource("aws_route_table", "/private/routes-" + zone)
                                    .ref("id"));
            SOURCE.resource("aws_route", "/there-to-here/route-" + zone)
                    .has("destination_cidr_block", "10.0.8.0/21")
                    .has("provider", "aws.eu-west-1")
                    .has(
                            "route_table_id",
                            "${data.terraform_remote_state.state-of-eu-west-1.outputs.private_route_table_ids[%d]}"
                                    .formatted(zone - 1));
        }
    }

    @Test
    @Requirement({"B3", "B11"})
    void theDatabaseIsInTheTargetAndOnlyFunctionsReachIt() {
        SynthesizedResource database = TARGET.resource("aws_db_instance");
        database.has("engine_version", "17")
                .has("multi_az", true)
                .has("backup_retention_period", 7)
                .has("publicly_accessible", false)
                .has("storage_encrypted", true)
                .has(
                        "kms_key_id",
                        TARGET.resource("aws_kms_key", "/keys/database").ref("arn"))
                .has("skip_final_snapshot", true)
                .hasNo("final_snapshot_identifier")
                .has("deletion_protection", false)
                .has(
                        "vpc_security_group_ids",
                        List.of(TARGET.resource("aws_security_group", "/database")
                                .ref("id")));
        TARGET.resource("aws_db_subnet_group")
                .has(
                        "subnet_ids",
                        Stream.of(1, 2)
                                .map(zone -> TARGET.resource("aws_subnet", "/private/subnet-" + zone)
                                        .ref("id"))
                                .toList());
        TARGET.resource("aws_vpc_security_group_ingress_rule", "/database-from-functions")
                .has(
                        "referenced_security_group_id",
                        TARGET.resource("aws_security_group", "/functions").ref("id"))
                .has("from_port", 5432)
                .hasNo("cidr_ipv4");
    }

    @Test
    @Requirement("B4")
    void theTableCanBeAskedByCustomerAndByStatus() {
        SynthesizedResource table = TARGET.resource("aws_dynamodb_table");
        table.has("hash_key", "transactionId")
                .has("range_key", "timestamp")
                .has("billing_mode", "PAY_PER_REQUEST")
                .has("point_in_time_recovery.enabled", true);
        assertThat(table.at("global_secondary_index").findValuesAsText("hash_key"))
                .contains("customer_id", "status");
        assertThat(table.at("global_secondary_index").findValuesAsText("name"))
                .contains("customer-index", "status-index");
    }

    /** 512 MB instead of 256: a JVM needs them. */
    @Test
    @Requirement("B5")
    void theFunctionRunsInTheNetworkTenAtOnce() {
        SynthesizedResource function = TARGET.resource("aws_lambda_function");
        function.has("memory_size", 512)
                .has("timeout", 30)
                .has("reserved_concurrent_executions", 10)
                .has(
                        "environment.variables.DYNAMODB_TABLE",
                        TARGET.resource("aws_dynamodb_table").ref("name"))
                .has(
                        "environment.variables.RDS_HOST",
                        TARGET.resource("aws_db_instance").ref("address"));
        assertThat(function.at("vpc_config.subnet_ids")).hasSize(2);
        TARGET.resource("aws_cloudwatch_log_group", "/payments-function/logs").has("retention_in_days", 30);
    }

    @Test
    @Requirement("B6")
    void theHttpApiDeploysItselfToProduction() {
        TARGET.resource("aws_apigatewayv2_api").has("protocol_type", "HTTP");
        TARGET.resource("aws_apigatewayv2_route", "/post-payment-route").has("route_key", "POST /payment");
        TARGET.resource("aws_apigatewayv2_integration").has("integration_type", "AWS_PROXY");
        TARGET.resource("aws_apigatewayv2_stage")
                .has("name", "production")
                .has("auto_deploy", true)
                .has(
                        "access_log_settings.destination_arn",
                        TARGET.resource("aws_cloudwatch_log_group", "/api/access-log")
                                .ref("arn"));
        TARGET.resource("aws_cloudwatch_log_group", "/api/access-log").has("retention_in_days", 30);
    }

    @Test
    @Requirement("B7")
    void documentsGoToTheTargetByARoleThatMayDoNothingElse() {
        for (SynthesizedStack stack : List.of(SOURCE, TARGET)) {
            stack.resource("aws_s3_bucket_server_side_encryption_configuration", "/documents/encryption")
                    .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "AES256");
            stack.resource("aws_s3_bucket_versioning", "/documents/versioning")
                    .has("versioning_configuration.status", "Enabled");
        }
        SOURCE.resource("aws_s3_bucket_replication_configuration", "/links/documents")
                .has("rule.0.status", "Enabled")
                .has("bucket", SOURCE.resource("aws_s3_bucket", "/documents").ref("id"));
        assertThat(SOURCE.resource("aws_s3_bucket_replication_configuration", "/links/documents")
                        .at("rule.0.destination.bucket")
                        .asText())
                .startsWith("arn:aws:s3:::payment-documents-test-a-eu-west-1-");
        JsonNode statements = IAM.resource("aws_iam_policy", "/documents-replication/policy")
                .document("policy")
                .path("Statement");
        assertThat(statements.findValuesAsText("Resource")).hasSize(3).allSatisfy(resource -> assertThat(resource)
                .startsWith("arn:aws:s3:::payment-documents-test-a-"));
        assertThat(statements.toString()).doesNotContain("kms:", "s3:*", "s3:PutObject");
    }

    @Test
    @Requirement("B8")
    void aDashboardShowsAndAlarmsNotify() {
        assertThat(Dashboards.metrics(TARGET.resource("aws_cloudwatch_dashboard")))
                .containsAll(Set.of(
                        "AWS/Lambda Invocations",
                        "AWS/Lambda Errors",
                        "AWS/Lambda Duration",
                        "AWS/RDS CPUUtilization",
                        "AWS/RDS DatabaseConnections",
                        "AWS/DynamoDB ConsumedReadCapacityUnits",
                        "AWS/DynamoDB ConsumedWriteCapacityUnits"));
        TARGET.resource("aws_cloudwatch_metric_alarm", "/alarms/database-cpu")
                .has("metric_name", "CPUUtilization")
                .has("threshold", 80);
        TARGET.resource("aws_cloudwatch_metric_alarm", "/edge-alarms/function-errors")
                .has("metric_name", "Errors");
    }

    @Test
    @Requirement("B9")
    void keysRotateAndDeletingIsDeniedOutright() {
        for (SynthesizedStack stack : B.stacks().values()) {
            assertThat(stack.resources("aws_kms_key"))
                    .isNotEmpty()
                    .allSatisfy(key -> key.has("enable_key_rotation", true));
        }
        JsonNode deny =
                IAM.resource("aws_iam_policy", "/api-handler-execution/policy").statement("policy", "NeverDelete");
        assertThat(deny.path("Effect").asText()).isEqualTo("Deny");
        assertThat(deny.path("Action"))
                .extracting(JsonNode::asText)
                .contains("dynamodb:DeleteTable", "dynamodb:DeleteItem", "s3:DeleteBucket");
    }

    /** X-Ray, network interfaces and the list of streams know no resources: AWS demands the star (Service Authorization Reference). */
    @Test
    @Requirement("B9")
    void whatIsAllowedOnEverythingIsOnlyWhatAwsKnowsNoResourceFor() {
        for (SynthesizedResource policy : IAM.resources("aws_iam_policy")) {
            for (JsonNode statement : policy.document("policy").path("Statement")) {
                if (statement.path("Effect").asText().equals("Allow")
                        && statement.path("Resource").asText().equals("*")) {
                    assertThat(statement.path("Action"))
                            .as("%s %s", policy.path(), statement.path("Sid"))
                            .extracting(JsonNode::asText)
                            .allMatch(action -> action.matches("(xray|ec2|cloudwatch|logs):.+|dynamodb:ListStreams"))
                            .noneMatch(action -> action.contains("*"));
                }
            }
        }
    }

    @Test
    @Requirement("B10")
    void namesAreProjectResourceEnvironmentAndCopy() {
        TARGET.resource("aws_vpc").has("tags.Name", "payment-vpc-test-a");
        TARGET.resource("aws_db_instance").has("identifier", "payment-database-test-a");
        TARGET.resource("aws_dynamodb_table").has("name", "payment-transactions-test-a");
        TARGET.resource("aws_lambda_function").has("function_name", "payment-api-handler-test-a");
        TARGET.resource("aws_apigatewayv2_api").has("name", "payment-api-test-a");
    }

    @Test
    @Requirement("B11")
    void nothingRefusesToBeDestroyed() {
        for (SynthesizedStack stack : B.stacks().values()) {
            assertThat(stack.json().toString()).as(stack.name()).doesNotContain("prevent_destroy");
            assertThat(stack.resources("aws_s3_bucket")).allSatisfy(bucket -> bucket.has("force_destroy", true));
        }
        TARGET.resource("aws_dynamodb_table").has("deletion_protection_enabled", false);
    }

    @Test
    @Requirement({"B1", "B7"})
    void theSourceTakesNoPayments() {
        assertThat(SOURCE.resources().stream().map(SynthesizedResource::type))
                .doesNotContain("aws_lambda_function", "aws_dynamodb_table", "aws_db_instance", "aws_apigatewayv2_api");
        TARGET.resource("aws_lambda_function").has("environment.variables.REGION_ROLE", "home");
    }
}
