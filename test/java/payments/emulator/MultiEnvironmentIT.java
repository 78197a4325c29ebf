package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** System E: its dev environment; the other two differ in data alone, which the consistency check proves. */
class MultiEnvironmentIT extends DeploymentContract {
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

        assertThat(balancer).contains("internet-facing");
        assertThat(listeners).contains("<Port>443</Port>", "fixed-response");
        assertThat(rules).contains("/payments", "/health", "forward");
    }

    @Test
    @Requirement("E3")
    void theClusterIsEncryptedAndItsPasswordIsInParameterStoreAlone() throws IOException {
        String clusters = query("rds", "Action=DescribeDBClusters&Version=2014-10-31");
        String parameter = deployed()
                .emulator()
                .post("AmazonSSM.DescribeParameters", "{}", "ssm/" + REGION)
                .replaceAll("(?s).*\"Name\": *\"([^\"]*)\".*", "$1");
        String secret = deployed()
                .emulator()
                .post(
                        "AmazonSSM.GetParameter",
                        "{\"Name\":\"%s\",\"WithDecryption\":true}".formatted(parameter),
                        "ssm/" + REGION);
        String value = secret.replaceAll("(?s).*\"Value\": *\"([^\"]*)\".*", "$1");

        assertThat(clusters).contains("aurora-postgresql", "13.7", "<StorageEncrypted>true</StorageEncrypted>");
        assertThat(parameter).startsWith("/payment/dev/");
        assertThat(secret).contains("SecureString");
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

    /** Plans of all three environments, as a pipeline makes them: what Terraform says, and not what we synthesized. */
    @Test
    @Requirement("E8")
    void whatTerraformPlansForTheThreeEnvironmentsDiffersOnlyWhereItMay() throws IOException {
        Path plans = Files.createDirectories(folder().resolve("plans"));
        Project all = deployed().sibling(Map.of("ENVIRONMENT", "", "CDKTF_OUTDIR", "all.out"));
        all.program("synth").succeeded();
        for (DeployedStack stack : DeployedStack.in(folder().resolve("all.out"))) {
            all.terraformIn(stack.folder(), "init", "-input=false", "-no-color").succeeded();
            all.terraformIn(stack.folder(), "plan", "-input=false", "-no-color", "-out=first.tfplan")
                    .succeeded();
            Files.writeString(
                    plans.resolve(stack.name() + ".json"),
                    all.terraformIn(stack.folder(), "show", "-json", "-no-color", "first.tfplan")
                            .succeeded()
                            .output());
        }

        assertThat(all.program("consistency", "--live", plans.toString())
                        .succeeded()
                        .output())
                .contains("allowed");

        Path prod = plans.resolve("prod-us-east-1.json");
        Files.writeString(prod, Files.readString(prod).replace("\"memory_size\":1024", "\"memory_size\":2048"));
        assertThat(all.program("consistency", "--live", plans.toString()).exitCode())
                .as("after production was given other functions")
                .isEqualTo(1);
    }

    private String query(String service, String form) {
        return deployed().emulator().query(form, service + "/" + REGION);
    }
}
