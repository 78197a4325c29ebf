package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** System A: a primary and a standby, one name that leads to whichever answers. */
class ActivePassiveIT extends DeploymentContract {
    private static final String PRIMARY = "us-east-1";
    private static final String STANDBY = "eu-west-1";
    private static final String DOMAIN = "api.example.com";

    private String zone = "";

    ActivePassiveIT() {
        super("active-passive", "payment-processor", "main", List.of(PRIMARY, STANDBY));
    }

    @Override
    Map<String, String> variables(Emulator emulator) {
        zone = emulator.hostedZone("example.com");
        return Map.of(
                "ENVIRONMENT_SUFFIX", "copy-1", "ZONE_ID", zone, "DOMAIN", DOMAIN, "EMPTY_BUCKETS_ON_DESTROY", "true");
    }

    @Test
    @Requirement("A13")
    void oneNameLeadsToThePrimaryAndElseToTheStandbyByTheirHealth() {
        String records =
                deployed().emulator().get("/2013-04-01/hostedzone/%s/rrset".formatted(zone), "route53/us-east-1");
        String checks = deployed().emulator().get("/2013-04-01/healthcheck", "route53/us-east-1");

        assertThat(records)
                .contains("<Failover>PRIMARY</Failover>", "<Failover>SECONDARY</Failover>", "<HealthCheckId>")
                .contains("<Name>%s.</Name>".formatted(DOMAIN));
        assertThat(checks.split("<HealthCheckConfig>", -1)).hasSize(3);
        assertThat(checks)
                .contains("<Type>HTTPS</Type>", "<Port>443</Port>", "<RequestInterval>30</RequestInterval>")
                .contains("<FailureThreshold>3</FailureThreshold>", "<MeasureLatency>true</MeasureLatency>");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A12")
    void theDomainIsMappedToTheStageOfEachRegion(String region) {
        assertThat(deployed()
                        .emulator()
                        .get("/domainnames/%s/basepathmappings".formatted(DOMAIN), "apigateway/" + region))
                .contains("\"stage\": \"copy-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A7")
    void theTableHasTheKeysOfSystemA(String region) {
        try (var dynamoDb = deployed().in(region).dynamoDb()) {
            assertThat(dynamoDb.describeTable(request -> request.tableName("payment-processor-transactions-copy-1"))
                            .table()
                            .keySchema())
                    .extracting(KeySchemaElement::attributeName)
                    .containsExactly("transaction_id", "timestamp");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIMARY, STANDBY})
    @Requirement("A8")
    void theDatabaseIsTheVersionThatWasAskedForAndPrivate(String region) {
        try (var rds = deployed().in(region).rds()) {
            var database = rds.describeDBInstances().dbInstances().get(0);

            assertThat(database.engineVersion()).isEqualTo("15");
            assertThat(database.dbInstanceClass()).isEqualTo("db.t3.medium");
            assertThat(database.publiclyAccessible()).isFalse();
            assertThat(database.storageEncrypted()).isTrue();
        }
    }
}
