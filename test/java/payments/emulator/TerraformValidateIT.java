package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.BusyBindings;
import payments.testing.Deployments;
import payments.testing.Run;
import payments.testing.SynthesizedDeployment;
import payments.testing.Tool;

/** Every stack of the flagship, judged by the real Terraform and the schema of the real provider. */
@BusyBindings
class TerraformValidateIT {
    private static final int CORES = 2;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTerraform() {
        Tool.require(Tool.TERRAFORM);
    }

    @Test
    @Requirement("X2")
    void everyStackIsValid() throws Exception {
        assertEveryStackIsValid(SynthesizedDeployment.flagshipYaml());
    }

    @Test
    @Requirement({"A8", "A14"})
    void everyStackIsValidWithAReadReplicaAndItsAlarm() throws Exception {
        assertEveryStackIsValid(
                SynthesizedDeployment.flagshipYaml().replace("databaseCopy: backups", "databaseCopy: read-replica"),
                "dev-eu-west-1");
    }

    @Test
    @Requirement("X9")
    void stacksForTerraformCloudAreValid() throws Exception {
        assertEveryStackIsValid(
                SynthesizedDeployment.flagshipYaml()
                        .replace("  type: local\n", "  type: cloud\n  cloud: {organization: acme}\n"),
                "dev-iam",
                "dev-eu-west-1");
    }

    @Test
    @Requirement({"A1", "E1"})
    void stacksWithAnAccountGuardAndARoleAreValid() throws Exception {
        assertEveryStackIsValid(
                SynthesizedDeployment.flagshipYaml()
                        .replace(
                                "    suffix: dev\n",
                                "    suffix: dev\n    account: \"000000000000\"\n    assumeRole: deployer\n"),
                "dev-iam");
    }

    /**
     * The primary's stack of each deployment, with another kind of state each time; the kinds with another one, where the small one
     * reads the state of its neighbours. That nothing else of a stack depends on the place of its state, {@code StateMatrixTest} shows.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "active-passive | main-us-east-1 | {type: s3, s3: {bucket: acme-state, lockTable: acme-locks}}",
                "migration | test-eu-central-2 | {type: cloud, cloud: {organization: acme}}",
                "mobile-api | main-state-us-east-1 | {type: s3, s3: {bucket: 'acme-{suffix}-{region}', lockTable: 'l-{suffix}', kmsKeyId: 'alias/a-{suffix}', bootstrap: true}}",
                "event-driven | dev-us-east-1 | {type: s3, s3: {bucket: acme-state, kmsKeyId: alias/acme-state}}",
                "multi-environment | prod-us-east-1 | {type: s3, s3: {bucket: acme-state}, standing: 'dev,staging'}",
            })
    @Requirement({"K1", "K53"})
    void aStackIsValidWhereverItsStateLies(String deployment, String stack, String backend) throws Exception {
        String yaml = SynthesizedDeployment.yaml(deployment)
                .replaceFirst("(?s)\nbackend:\n.*?\n(?=[a-z])", "\nbackend: %s\n".formatted(backend));

        assertEveryStackIsValid(yaml, Deployments.variables(yaml), stack);
    }

    /** All stacks where none is named. */
    private void assertEveryStackIsValid(String yaml, String... only) throws Exception {
        assertEveryStackIsValid(yaml, Map.of(), only);
    }

    private void assertEveryStackIsValid(String yaml, Map<String, String> variables, String... only) throws Exception {
        SynthesizedDeployment deployment = SynthesizedDeployment.of(folder, yaml, variables);
        List<String> stacks = only.length == 0 ? List.copyOf(deployment.stacks().keySet()) : List.of(only);
        ExecutorService workers = Executors.newFixedThreadPool(CORES);
        try {
            List<Future<Run>> runs = stacks.stream()
                    .map(stack -> workers.submit(
                            () -> validate(deployment.folder().resolve("stacks").resolve(stack))))
                    .toList();
            for (Future<Run> run : runs) {
                assertThat(run.get().output()).contains("The configuration is valid");
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static Run validate(Path stack) {
        terraform(stack, "init", "-backend=false", "-input=false", "-no-color").succeeded();
        return terraform(stack, "validate", "-no-color").succeeded();
    }

    private static Run terraform(Path stack, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Tool.TERRAFORM.path()));
        command.addAll(List.of(arguments));
        return Run.of(stack, Map.of("CHECKPOINT_DISABLE", "1"), command);
    }
}
