package payments.emulator;

import java.util.ArrayList;
import java.util.List;
import payments.testing.Run;

/** What applies and destroys one stack; both return while the program still runs. */
interface StackRunner {
    /**
     * Resources at a time. The provider mostly waits for what it has made, each resource for itself; Terraform's own default
     * is 10.
     */
    int PARALLELISM = 50;

    Run.Running apply(String stack);

    Run.Running destroy(String stack);

    /** Plain Terraform in the stack's folder. */
    static StackRunner terraform(Project project) {
        return new StackRunner() {
            @Override
            public Run.Running apply(String stack) {
                project.terraform(stack, "init", "-input=false", "-no-color").succeeded();
                return run("apply", stack);
            }

            @Override
            public Run.Running destroy(String stack) {
                // The second plan has just looked at everything.
                return run("destroy", stack, "-refresh=false");
            }

            private Run.Running run(String verb, String stack, String... more) {
                List<String> arguments = new ArrayList<>(
                        List.of(verb, "-auto-approve", "-input=false", "-no-color", "-parallelism=" + PARALLELISM));
                arguments.addAll(List.of(more));
                return project.startTerraform(stack, arguments.toArray(String[]::new));
            }
        };
    }

    /** The cdktf CLI as a user calls it for one stack, on what was synthesized before. */
    static StackRunner cdktf(Project project) {
        return new StackRunner() {
            @Override
            public Run.Running apply(String stack) {
                return run("deploy", stack);
            }

            @Override
            public Run.Running destroy(String stack) {
                return run("destroy", stack);
            }

            private Run.Running run(String verb, String stack) {
                return project.startCdktf(
                        verb,
                        stack,
                        "--auto-approve",
                        "--skip-synth",
                        "--skip-provider-lock",
                        "--ignore-missing-stack-dependencies",
                        "--no-color",
                        "--terraform-parallelism",
                        Integer.toString(PARALLELISM));
            }
        };
    }
}
