package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;

/** {@code payments drift} compares what is deployed with the stacks that were synthesized, without synthesizing any. */
@Requirement("E11")
class DriftCommandTest {
    private static final Map<String, String> REGIONS = Map.of("dev", "eu-west-1", "prod", "us-east-1");

    @TempDir
    private Path folder;

    @BeforeEach
    void twoEnvironmentsWithKeysOfDifferentWindows() throws IOException {
        Files.writeString(folder.resolve("deployment.yaml"), """
                project: shop
                environments:
                  dev: {suffix: dev, regions: [{name: eu-west-1}]}
                  prod: {suffix: prod, regions: [{name: us-east-1}]}
                settings: {network: none, documents: none, database: none}
                """);
        for (String environment : REGIONS.keySet()) {
            synthesized(environment + "-iam", "30");
            synthesized(environment + "-" + REGIONS.get(environment), environment.equals("prod") ? "30" : "7");
        }
        Files.writeString(folder.resolve("cdktf.out/manifest.json"), """
                {"stacks": {
                  "dev-iam": {"synthesizedStackPath": "stacks/dev-iam/cdk.tf.json"},
                  "dev-eu-west-1": {"synthesizedStackPath": "stacks/dev-eu-west-1/cdk.tf.json"},
                  "prod-iam": {"synthesizedStackPath": "stacks/prod-iam/cdk.tf.json"},
                  "prod-us-east-1": {"synthesizedStackPath": "stacks/prod-us-east-1/cdk.tf.json"}}}
                """);
    }

    @Test
    void aDifferenceThatTheStacksHaveIsIntended() throws IOException {
        Outcome outcome = drift("true");

        assertThat(outcome.out()).contains("0 differences between environments that are not allowed");
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    }

    @Test
    void aDifferenceThatTheStacksHaveNotIsNamed() throws IOException {
        Outcome outcome = drift("false");

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(outcome.out())
                .contains(
                        "NOT ALLOWED  region-1  aws_kms_key/k: enable_key_rotation  dev = true, prod = false",
                        "1 difference between environments that are not allowed");
    }

    private void synthesized(String stack, String days) throws IOException {
        Path target = Files.createDirectories(folder.resolve("cdktf.out/stacks").resolve(stack));
        Files.writeString(target.resolve("cdk.tf.json"), """
                {"resource": {"aws_kms_key": {"k": {"enable_key_rotation": true, "deletion_window_in_days": %s}}}}""".formatted(days));
    }

    private Outcome drift(String rotationInProd) throws IOException {
        Path plans = Files.createDirectories(folder.resolve("plans"));
        for (String environment : REGIONS.keySet()) {
            plan(plans, environment + "-iam", "30", "true");
            plan(
                    plans,
                    environment + "-" + REGIONS.get(environment),
                    environment.equals("prod") ? "30" : "7",
                    environment.equals("prod") ? rotationInProd : "true");
        }
        return Outcome.of(
                Map.of(),
                "drift",
                plans.toString(),
                "--synthesized",
                folder.resolve("cdktf.out").toString(),
                "--deployment",
                folder.resolve("deployment.yaml").toString());
    }

    private static void plan(Path plans, String stack, String days, String rotation) throws IOException {
        Files.writeString(plans.resolve(stack + ".json"), """
                {"format_version": "1.2", "resource_changes": [], "planned_values": {}, "prior_state": {"values": {"root_module": {"resources": [
                  {"mode": "managed", "type": "aws_kms_key", "name": "k", "address": "aws_kms_key.k",
                   "values": {"enable_key_rotation": %s, "deletion_window_in_days": %s}}]}}}}
                """.formatted(rotation, days));
    }
}
