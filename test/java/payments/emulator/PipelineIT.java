package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.pipeline.PipelineRun;
import payments.testing.BusyProcessor;
import payments.testing.Run;
import payments.testing.Tool;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The workflows, run and not read: three environments of a small deployment go through every job, each in a clone of its own with
 * the artefact's files, and their drift is found.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@BusyProcessor
@Requirement({"E8", "E11"})
class PipelineIT {
    private static final String BUCKET = "pipeline-state";
    private static final Map<String, String> REGIONS =
            Map.of("dev", "eu-west-1", "staging", "us-west-2", "prod", "us-east-1");

    private static Emulator emulator;
    private static PipelineRun pipeline;
    private static final Map<String, String> PROMOTED = new ConcurrentHashMap<>();

    /**
     * On GitHub one environment waits for the other, which {@code WorkflowsTest} proves; here they do not, since each has
     * resources and states of its own, and Terraform mostly waits.
     */
    @BeforeAll
    static void promoteEveryEnvironment(@TempDir Path folder) throws Exception {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR, Tool.MAVEN, Tool.GIT);
        emulator = Emulator.startKeepingSettings();
        try (S3Client s3 = in("us-east-1").s3()) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
        pipeline = new PipelineRun(
                folder,
                Map.of(
                        "DEPLOYMENT", "test/resources/pipeline/pipeline.yaml",
                        "STATE_BUCKET", BUCKET,
                        "AWS_REGION", "us-east-1",
                        "READER_ROLE", "arn:aws:iam::123456789012:role/reader",
                        "DEPLOYER_ROLE", "arn:aws:iam::123456789012:role/deployer"),
                emulator.environment());
        promote("build");
        ExecutorService workers = Executors.newFixedThreadPool(REGIONS.size());
        try {
            for (Future<?> environment : REGIONS.keySet().stream()
                    .map(name -> workers.submit(() -> promote(name)))
                    .toList()) {
                environment.get();
            }
        } finally {
            workers.shutdownNow();
        }
        promote("live");
    }

    private static void promote(String job) {
        PROMOTED.putAll(pipeline.succeed("promote.yml", job));
    }

    @AfterAll
    static void stopTheEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    /** A run that applies nothing would have no drift either. */
    @Test
    @Order(1)
    void everyEnvironmentIsAppliedAsItsPlanWasShownAndHasNoDriftAfterwards() {
        assertThat(PROMOTED)
                .containsOnlyKeys(
                        "build",
                        "dev/plan",
                        "dev/apply",
                        "staging/plan",
                        "staging/apply",
                        "prod/plan",
                        "prod/apply",
                        "live");
        REGIONS.forEach((environment, region) -> {
            assertThat(PROMOTED.get(environment + "/plan"))
                    .contains("== %s-iam".formatted(environment))
                    .contains("%s-%s create aws_dynamodb_table.payments".formatted(environment, region))
                    .doesNotContain("Apply complete");
            assertThat(PROMOTED.get(environment + "/apply")).contains("Apply complete", "2 stacks, 0 drifts");
            try (DynamoDbClient tables = in(region).dynamoDb()) {
                assertThat(tables.listTables().tableNames()).contains("pipeline-transactions-" + environment);
            }
        });
        assertThat(PROMOTED.get("live")).contains("6 stacks, 0 drifts, 0 differences");
    }

    /** Alike in all environments, and in one of them: each is reported with stack and resource. */
    @Test
    @Order(2)
    void everyChangeByHandIsFoundTheNextNight() {
        REGIONS.forEach(PipelineIT::takeTheProtectionAway);
        widenThePolicyOfStaging();

        String said = pipeline.fails("live.yml", 1);

        List<String> drifts =
                said.lines().filter(line -> line.startsWith("DRIFT")).toList();
        REGIONS.forEach((environment, region) -> assertThat(drifts)
                .as("the table of " + environment)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                environment + "-" + region,
                                "aws_dynamodb_table.payments_",
                                "deletion_protection_enabled = false instead of true",
                                "changed outside of Terraform")));
        assertThat(drifts)
                .anySatisfy(line ->
                        assertThat(line).contains("staging-iam", "aws_iam_policy.", "changed outside of Terraform"))
                .hasSize(4);
        assertThat(said.lines().filter(line -> line.startsWith("NOT ALLOWED")))
                .anySatisfy(line -> assertThat(line).contains("aws_iam_policy/", "staging = *"));
    }

    @Test
    @Order(3)
    void anUnapprovedChangeIsNotApplied() throws IOException {
        Path clone = pipeline.workspace("staging/apply");
        Files.writeString(clone.resolve("changes.txt"), "staging-us-west-2 update aws_dynamodb_table.payments\n");

        Run run = script(clone, "test/resources/pipeline/pipeline.yaml", "apply", "staging", "changes.txt");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("NOT APPROVED  staging-iam update aws_iam_policy.");
        assertThat(run.output()).doesNotContain("Apply complete", "== staging-us-west-2");
        try (IamClient iam = in("us-east-1").iam()) {
            assertThat(policyOfStaging(iam).defaultVersionId()).isEqualTo("v2");
        }
    }

    @Test
    @Order(4)
    void aStateOnTheRunnersDiskIsRefused() {
        Run run = script(pipeline.workspace("staging/apply"), "mobile-api", "live");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("local state", "main-us-east-1", "STATE_BUCKET");
    }

    @Test
    @Order(5)
    void aStateThatIsGoneIsFoundWithItsStack() {
        try (S3Client s3 = in("us-east-1").s3()) {
            s3.deleteObject(request -> request.bucket(BUCKET).key("payments/prod-iam.tfstate"));
        }

        Run run = script(pipeline.workspace("prod/apply"), "test/resources/pipeline/pipeline.yaml", "live", "prod");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("DRIFT  prod-iam  its state holds no resource");
    }

    private static Run script(Path clone, String deployment, String... arguments) {
        Map<String, String> environment = new LinkedHashMap<>(emulator.environment());
        environment.put("DEPLOYMENT", deployment);
        environment.put("STATE_BUCKET", deployment.endsWith(".yaml") ? BUCKET : "");
        String[] command = new String[arguments.length + 2];
        command[0] = "bash";
        command[1] = ".ci/promote";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Run.of(clone, environment, List.of(command));
    }

    private static void takeTheProtectionAway(String environment, String region) {
        try (DynamoDbClient tables = in(region).dynamoDb()) {
            tables.updateTable(request ->
                    request.tableName("pipeline-transactions-" + environment).deletionProtectionEnabled(false));
        }
    }

    private static void widenThePolicyOfStaging() {
        try (IamClient iam = in("us-east-1").iam()) {
            iam.createPolicyVersion(
                    request -> request.policyArn(policyOfStaging(iam).arn())
                            .setAsDefault(true)
                            .policyDocument("""
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));
        }
    }

    private static Policy policyOfStaging(IamClient iam) {
        return iam.listPolicies(request -> request.scope("Local")).policies().stream()
                .filter(policy -> policy.policyName().equals("pipeline-api-handler-execution-staging"))
                .findFirst()
                .orElseThrow();
    }

    private static Aws in(String region) {
        return new Aws(emulator.endpoint(), region);
    }
}
