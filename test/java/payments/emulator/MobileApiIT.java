package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** System C: one API, one function, one table; clients are distinguished by a key and counted. */
class MobileApiIT extends DeploymentContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "us-east-1";

    MobileApiIT() {
        super("mobile-api", "payment", "main", List.of(REGION));
    }

    @Override
    Map<String, String> variables(Emulator emulator) {
        return Map.of("EMPTY_BUCKETS_ON_DESTROY", "true");
    }

    /** A copy that is destroyed again: it holds no real data, so nothing needs to be accepted of it but what the API lets through. */
    @Override
    String file(String shipped) {
        return shipped.replace("{data: restricted, pciScope: connected}", "{data: internal, pciScope: out}")
                .replaceFirst("(?s)  - rule: log-retention.*?(?=  - rule: apigw-throttling)", "")
                .replaceFirst("(?s)  - rule: lambda-in-vpc.*", "");
    }

    @Test
    @Requirement("C2")
    void theUsagePlanCountsTheClientOfTheKey() throws IOException {
        JsonNode plan = read("/usageplans").path("item").get(0);
        JsonNode key = read("/usageplans/%s/keys".formatted(plan.path("id").asText()))
                .path("item")
                .get(0);

        assertThat(plan.at("/throttle/rateLimit").asInt()).isEqualTo(100);
        assertThat(plan.at("/throttle/burstLimit").asInt()).isEqualTo(200);
        assertThat(plan.at("/quota/limit").asInt()).isEqualTo(10000);
        assertThat(plan.at("/quota/period").asText()).isEqualTo("DAY");
        assertThat(plan.at("/apiStages/0/stage").asText()).isEqualTo("prod");
        assertThat(key.path("type").asText()).isEqualTo("API_KEY");
    }

    @Test
    @Requirement({"C1", "C3"})
    void aPaymentNeedsTheKeyAndAPreflightDoesNot() throws IOException {
        String api = read("/restapis").path("item").get(0).path("id").asText();
        JsonNode path = MissingNode.getInstance();
        for (JsonNode resource : read("/restapis/%s/resources".formatted(api)).path("item")) {
            path = resource.path("path").asText().equals("/process-payment") ? resource : path;
        }

        assertThat(path.isObject()).as("the path /process-payment").isTrue();
        assertThat(path.at("/resourceMethods/POST/apiKeyRequired").asBoolean()).isTrue();
        assertThat(path.at("/resourceMethods/OPTIONS/apiKeyRequired").asBoolean())
                .isFalse();
        assertThat(path.at("/resourceMethods/OPTIONS/authorizationType").asText())
                .isEqualTo("NONE");
    }

    @Test
    @Requirement("C6")
    void theFunctionIsInNoNetwork() {
        try (var lambda = deployed().in(REGION).lambda();
                var ec2 = deployed().in(REGION).ec2()) {
            var function =
                    lambda.getFunctionConfiguration(request -> request.functionName("payment-api-handler-mobile"));

            assertThat(function.vpcConfig() == null
                            || function.vpcConfig().subnetIds().isEmpty())
                    .isTrue();
            assertThat(function.runtimeAsString()).isEqualTo("java21");
            assertThat(ec2.describeVpcs().vpcs())
                    .allSatisfy(vpc -> assertThat(vpc.isDefault()).isTrue());
        }
    }

    private JsonNode read(String path) throws IOException {
        return JSON.readTree(deployed().emulator().get(path, "apigateway/" + REGION));
    }
}
