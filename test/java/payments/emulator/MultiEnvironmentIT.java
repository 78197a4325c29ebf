package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** System E: its dev environment; the other two differ in data alone, which the consistency check proves. */
class MultiEnvironmentIT extends DeploymentContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "eu-west-1";

    MultiEnvironmentIT() {
        super("multi-environment", "payment", "dev", List.of(REGION));
    }

    @Override
    Map<String, String> variables(Emulator emulator) {
        return Map.of("ZONE_ID", emulator.hostedZone("example.com"));
    }

    @Test
    @Requirement("E4")
    void theLoadBalancerForwardsKnownPathsAloneToTheFunction() {
        String balancer = query("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2015-12-01");
        String arn = balancer.replaceAll("(?s).*<LoadBalancerArn>([^<]*)</LoadBalancerArn>.*", "$1");
        String listeners =
                query("elasticloadbalancing", "Action=DescribeListeners&Version=2015-12-01&LoadBalancerArn=" + arn);
        String listener = listeners.replaceAll("(?s).*<ListenerArn>([^<]*)</ListenerArn>.*", "$1");
        String rules = query("elasticloadbalancing", "Action=DescribeRules&Version=2015-12-01&ListenerArn=" + listener);

        assertThat(balancer).contains("payment-alb-dev", "<Type>application</Type>");
        assertThat(listeners).contains("<Port>443</Port>", "fixed-response");
        assertThat(rules).contains("/payments", "/health", "forward");
    }

    @Test
    @Requirement("E3")
    void theClusterIsEncryptedAndItsPasswordIsInParameterStoreAlone() throws IOException {
        String clusters = query("rds", "Action=DescribeDBClusters&Version=2014-10-31");
        String parameter = "/payment/dev/database/administrator-password";
        JsonNode secret = JSON.readTree(deployed()
                        .emulator()
                        .post(
                                "AmazonSSM.GetParameter",
                                "{\"Name\":\"%s\",\"WithDecryption\":true}".formatted(parameter),
                                "ssm/" + REGION))
                .path("Parameter");
        String value = secret.path("Value").asText();

        assertThat(clusters).contains("aurora-postgresql", "13", "<StorageEncrypted>true</StorageEncrypted>");
        assertThat(secret.path("Type").asText()).isEqualTo("SecureString");
        assertThat(value).hasSizeGreaterThan(20);
        assertThat(Needle.placesOf(parameter, folder()))
                .as("the search itself: it must find the parameter's name")
                .isNotEmpty();
        assertThat(Needle.placesOf(value, folder()))
                .as("files with the password")
                .isEmpty();
    }

    @Test
    @Requirement("E5")
    void threeBucketsAreVersionedAndNamedByOnePattern() {
        try (var s3 = deployed().in(REGION).s3()) {
            for (String role : List.of("uploads", "reports", "quarantine")) {
                String bucket = "payment-%s-dev-%s-%s".formatted(role, REGION, Emulator.ACCOUNT);

                assertThat(s3.getBucketVersioning(request -> request.bucket(bucket))
                                .statusAsString())
                        .as(bucket)
                        .isEqualTo("Enabled");
            }
        }
    }

    private String query(String service, String form) {
        return deployed().emulator().query(form, service + "/" + REGION);
    }
}
