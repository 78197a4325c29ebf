package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.testing.Run;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedStack;
import payments.testing.Tool;

/** The worst moment to die: AWS has made a role, and Terraform never learnt of it. The runbook's way out works. */
class CrashRecoveryIT {
    private static final String[] DEPLOY = {
        "deploy", "dev-iam", "--auto-approve", "--skip-provider-lock", "--no-color", "--terraform-parallelism", "1"
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheTools() {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR, Tool.NPX);
    }

    @Test
    void aResourceThatTerraformNeverLearntOfIsImportedAndTheApplyGoesOn() throws InterruptedException {
        try (Emulator emulator = Emulator.start()) {
            Project project = new Project(folder, SynthesizedDeployment.flagshipYaml())
                    .with(emulator.environment())
                    .with(Map.of("ENVIRONMENT", "dev", "OWNS_ACCOUNT", "false"));
            EmulatorProxy.Hold hold = emulator.proxy().loseTheAnswerOf(3, "Action=CreateRole&", "us-east-1");
            Run.Running cli = project.startCdktf(DEPLOY);
            hold.await();
            cli.crash();
            emulator.proxy().release(hold);
            cli.await();

            Run second = project.cdktf(DEPLOY);
            assertThat(second.exitCode()).isNotZero();
            assertThat(second.output()).contains("EntityAlreadyExists");

            String address = addressOfTheRoleThatFailed(second.output());
            String name = "payments-%s-dev".formatted(address.replaceAll(".*roles_(.*)_[0-9A-F]{8}", "$1"));
            project.terraform("dev-iam", "import", "-no-color", address, name).succeeded();
            project.cdktf(DEPLOY).succeeded();

            assertThat(Leftovers.roles(new Aws(emulator.endpoint(), "eu-west-1"), "payments"))
                    .hasSameSizeAs(SynthesizedStack.read(project.stackFolder("dev-iam"))
                            .resources("aws_iam_role"));
            assertThat(project.terraform("dev-iam", "plan", "-no-color", "-detailed-exitcode")
                            .output())
                    .contains("No changes");
        }
    }

    /** As Terraform names it under its error. */
    private static String addressOfTheRoleThatFailed(String output) {
        return Pattern.compile("with (aws_iam_role\\.[A-Za-z0-9_-]+)")
                .matcher(output)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role failed: " + output));
    }
}
