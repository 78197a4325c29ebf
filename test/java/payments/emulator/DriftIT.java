package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.Run;
import payments.testing.Tool;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Databases of all environments that somebody made public by hand: the environments are then all alike, and only a plan shows it.
 * The databases exist before Terraform takes them over, so that nobody waits for one to be made.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Requirement("E11")
class DriftIT {
    private static final Map<String, String> REGIONS = Map.of("dev", "eu-west-1", "prod", "us-east-1");
    private static final String DEPLOYMENT = "deployment.yaml";

    private static Path folder;
    private static Emulator emulator;

    @BeforeAll
    static void databasesOfTwoEnvironments(@TempDir Path temporary) throws IOException {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR);
        folder = temporary;
        emulator = Emulator.start();
        Files.writeString(
                folder.resolve(DEPLOYMENT),
                "project: shop\nenvironments:\n" + each("""
                  %1$s:
                    suffix: %1$s
                    classification: {data: internal, pciScope: out}
                    regions: [{name: %2$s}]
                """)
                        + "settings: {network: none, documents: none, database: none}\n");
        Files.createDirectories(folder.resolve("cdktf.out/stacks"));
        Files.writeString(
                folder.resolve("cdktf.out/manifest.json"),
                "{\"stacks\": {%s}}"
                        .formatted(stacks().stream()
                                .map(stack -> "\"%1$s\": {\"synthesizedStackPath\": \"stacks/%1$s/cdk.tf.json\"}"
                                        .formatted(stack))
                                .collect(Collectors.joining(","))));
        for (Map.Entry<String, String> environment : REGIONS.entrySet()) {
            try (RdsClient rds = rds(environment.getKey())) {
                rds.createDBInstance(request -> request.dbInstanceIdentifier("shop-" + environment.getKey())
                        .engine("postgres")
                        .dbInstanceClass("db.t4g.medium")
                        .allocatedStorage(20)
                        .masterUsername("administrator")
                        .masterUserPassword("never-in-a-log-1")
                        .publiclyAccessible(false));
            }
            write(environment.getKey() + "-iam", """
                    {"resource": {"terraform_data": {"role": {"input": "role"}}}}""");
            write(environment.getKey() + "-" + environment.getValue(), """
                    {"terraform": {"required_providers": {"aws": {"source": "hashicorp/aws"}}},
                     "provider": {"aws": {"region": "%2$s"}},
                     "import": {"to": "aws_db_instance.database", "id": "shop-%1$s"},
                     "resource": {"aws_db_instance": {"database": {
                       "//": {"metadata": {"path": "%1$s-%2$s/database/Resource"}},
                       "identifier": "shop-%1$s", "engine": "postgres", "instance_class": "db.t4g.medium",
                       "allocated_storage": 20, "username": "administrator", "publicly_accessible": false,
                       "skip_final_snapshot": true}}}}""".formatted(
                            environment.getKey(), environment.getValue()));
        }
        for (String stack : stacks()) {
            terraform(stack, "init", "-input=false", "-no-color");
            terraform(stack, "apply", "-auto-approve", "-input=false", "-no-color");
        }
    }

    @AfterAll
    static void stopTheEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    @Order(1)
    void whatWasNotTouchedHasNoDrift() throws IOException {
        Run drift = drift();

        assertThat(drift.exitCode()).as(drift.output()).isZero();
        assertThat(drift.output()).contains("4 stacks, 0 drifts");
    }

    @Test
    @Order(2)
    void databasesThatWereMadePublicEverywhereAreNamed() throws IOException {
        for (String environment : REGIONS.keySet()) {
            try (RdsClient rds = rds(environment)) {
                rds.modifyDBInstance(request -> request.dbInstanceIdentifier("shop-" + environment)
                        .publiclyAccessible(true)
                        .applyImmediately(true));
            }
        }

        Run drift = drift();

        assertThat(drift.exitCode()).as(drift.output()).isEqualTo(1);
        assertThat(drift.output().lines().filter(line -> line.startsWith("DRIFT")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "aws_db_instance.database",
                                "publicly_accessible = true instead of false",
                                "changed outside of Terraform"))
                .anySatisfy(line -> assertThat(line).contains("dev-eu-west-1"))
                .anySatisfy(line -> assertThat(line).contains("prod-us-east-1"));
        // What compares the environments alone finds nothing.
        assertThat(drift.output()).contains("0 differences between environments");
    }

    private static Run drift() throws IOException {
        Path plans = Files.createDirectories(folder.resolve("plans"));
        for (String stack : stacks()) {
            terraform(stack, "plan", "-input=false", "-no-color", "-out=plan.bin");
            Files.writeString(
                    plans.resolve(stack + ".json"),
                    terraform(stack, "show", "-json", "plan.bin").output());
        }
        return Run.of(
                folder,
                Map.of(),
                List.of(
                        "java",
                        "-jar",
                        Path.of("main/target/payments.jar").toAbsolutePath().toString(),
                        "drift",
                        "plans",
                        "--deployment",
                        "./" + DEPLOYMENT));
    }

    private static List<String> stacks() {
        return REGIONS.entrySet().stream()
                .flatMap(environment ->
                        List.of(environment.getKey() + "-iam", environment.getKey() + "-" + environment.getValue())
                                .stream())
                .toList();
    }

    private static String each(String text) {
        return REGIONS.entrySet().stream()
                .map(environment -> text.formatted(environment.getKey(), environment.getValue()))
                .collect(Collectors.joining());
    }

    private static void write(String stack, String json) throws IOException {
        Path target = Files.createDirectories(folder.resolve("cdktf.out/stacks").resolve(stack));
        Files.writeString(target.resolve("cdk.tf.json"), json);
    }

    private static Run terraform(String stack, String... arguments) {
        Map<String, String> environment = new LinkedHashMap<>(emulator.environment());
        environment.put("CHECKPOINT_DISABLE", "1");
        return Run.of(
                        folder.resolve("cdktf.out/stacks").resolve(stack),
                        environment,
                        Stream.concat(Stream.of(Tool.TERRAFORM.path()), Stream.of(arguments))
                                .toList())
                .succeeded();
    }

    private static RdsClient rds(String environment) {
        return new Aws(emulator.endpoint(), Objects.requireNonNull(REGIONS.get(environment))).rds();
    }
}
