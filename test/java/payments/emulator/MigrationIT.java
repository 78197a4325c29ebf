package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** System B: network and documents in the source, everything that takes payments in the target. */
class MigrationIT extends DeploymentContract {
    private static final String SOURCE = "eu-central-2";
    private static final String TARGET = "eu-west-1";

    MigrationIT() {
        super("migration", "payment", "test", List.of(SOURCE, TARGET));
    }

    /** The earlier system runs there: the account has enabled the region. */
    @Override
    Set<String> enabledRegions() {
        return Set.of(SOURCE);
    }

    @Test
    @Requirement({"B3", "B4", "B5"})
    void onlyTheTargetTakesPayments() {
        try (var functions = deployed().in(TARGET).lambda();
                var none = deployed().in(SOURCE).lambda();
                var tables = deployed().in(SOURCE).dynamoDb();
                var databases = deployed().in(SOURCE).rds()) {
            assertThat(functions.listFunctions().functions())
                    .extracting(function -> function.functionName())
                    .containsExactly("payment-api-handler-test-a");
            assertThat(functions
                            .getFunctionConcurrency(request -> request.functionName("payment-api-handler-test-a"))
                            .reservedConcurrentExecutions())
                    .isEqualTo(10);
            assertThat(none.listFunctions().functions()).isEmpty();
            assertThat(tables.listTables().tableNames()).isEmpty();
            assertThat(databases.describeDBInstances().dbInstances()).isEmpty();
        }
    }

    @Test
    @Requirement("B6")
    void theHttpApiHasItsRouteAndAStageThatDeploysByItself() {
        String apis = deployed().emulator().get("/v2/apis", "apigateway/" + TARGET);
        String id = apis.replaceAll("(?s).*\"apiId\": *\"([^\"]*)\".*", "$1");

        assertThat(deployed().emulator().get("/v2/apis/%s/routes".formatted(id), "apigateway/" + TARGET))
                .contains("POST /payment", "AWS_IAM");
        assertThat(deployed().emulator().get("/v2/apis/%s/stages".formatted(id), "apigateway/" + TARGET))
                .contains("\"production\"", "\"autoDeploy\": true", "accessLogSettings");
    }

    @Test
    @Requirement("B2")
    void theNetworksArePeeredAndResolveEachOthersNames() {
        try (var ec2 = deployed().in(TARGET).ec2();
                var source = deployed().in(SOURCE).ec2()) {
            var peering = source.describeVpcPeeringConnections()
                    .vpcPeeringConnections()
                    .get(0);

            assertThat(peering.status().codeAsString()).isEqualTo("active");
            assertThat(ec2.describeRouteTables().routeTables())
                    .as("tables of the target with a route to the source")
                    .filteredOn(
                            table -> table.routes().stream().anyMatch(route -> route.vpcPeeringConnectionId() != null))
                    .hasSize(2);
        }
    }

    @Test
    @Requirement("B7")
    void documentsGoFromTheSourceToTheTargetEncryptedByS3() {
        String source = "payment-documents-test-a-%s-%s".formatted(SOURCE, Emulator.ACCOUNT);
        try (var s3 = deployed().in(SOURCE).s3()) {
            assertThat(s3.getBucketReplication(request -> request.bucket(source))
                            .replicationConfiguration()
                            .rules()
                            .get(0)
                            .destination()
                            .bucket())
                    .contains("payment-documents-test-a-" + TARGET);
            assertThat(s3.getBucketEncryption(request -> request.bucket(source))
                            .serverSideEncryptionConfiguration()
                            .rules()
                            .get(0)
                            .applyServerSideEncryptionByDefault()
                            .sseAlgorithm())
                    .isEqualTo(ServerSideEncryption.AES256);
        }
    }
}
