package payments.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.testing.Run;
import payments.testing.SynthesizedDeployment;

/**
 * The flagship's dev environment, deployed as a user would with the cdktf CLI, once for all tests that only look. On the
 * way Terraform is killed in the middle of an apply.
 */
final class DeployedEnvironment implements AutoCloseable {
    static final String PRIMARY = "eu-west-1";
    static final String STANDBY = "eu-central-1";
    static final List<String> STACKS = List.of("dev-iam", "dev-" + STANDBY, "dev-" + PRIMARY);
    static final List<String> REGIONS = List.of(PRIMARY, STANDBY);

    private static final List<String> UNATTENDED = List.of("--auto-approve", "--skip-provider-lock", "--no-color");

    private final Emulator emulator = Emulator.start();
    private final Project project;
    private final StringBuilder said = new StringBuilder();
    private final Map<String, String> plans = new HashMap<>();

    DeployedEnvironment(Path folder) {
        // The real deployment; it is told that it will be destroyed, which AWS would refuse else.
        this.project = new Project(folder, SynthesizedDeployment.flagshipYaml())
                .with(emulator.environment())
                .with(Map.of("ENVIRONMENT", "dev", "DELETION_PROTECTION", "false"));
    }

    Project project() {
        return project;
    }

    Emulator emulator() {
        return emulator;
    }

    Aws in(String region) {
        return new Aws(emulator.endpoint(), region);
    }

    /**
     * Deploys the roles, starts to deploy the rest and kills everything before the standby's second key reaches AWS: the
     * middle of that apply.
     */
    Run deployAndCrash() throws InterruptedException {
        project.cdktf(cdktf("deploy", STACKS.subList(0, 1))).succeeded();
        EmulatorProxy.Hold hold = emulator.proxy().holdFrom(2, "\"KeyUsage\"");
        Run.Running cli = project.startCdktf(cdktf("deploy", STACKS, "--terraform-parallelism", "1"));
        hold.await();
        // What Terraform got an answer for before is in its state by now.
        Thread.sleep(500);
        cli.crash();
        emulator.proxy().release(hold);
        return cli.await();
    }

    /** Deploys all stacks. */
    Run deploy() {
        Run run = project.cdktf(cdktf("deploy", STACKS)).succeeded();
        said.append(run.output());
        return run;
    }

    /** What the CLI said while it deployed. */
    String said() {
        return said.toString();
    }

    /** The second plan of a stack as JSON; planned once. */
    String secondPlan(String stack) {
        return plans.computeIfAbsent(stack, name -> {
            said.append(project.terraform(name, "plan", "-input=false", "-no-color", "-out=second.tfplan")
                    .succeeded()
                    .output());
            return project.terraform(name, "show", "-json", "-no-color", "second.tfplan")
                    .succeeded()
                    .output();
        });
    }

    Run destroy() {
        return project.cdktf(cdktf("destroy", STACKS));
    }

    private static String[] cdktf(String verb, List<String> stacks, String... more) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(stacks);
        arguments.addAll(UNATTENDED);
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Override
    public void close() {
        emulator.close();
    }
}
