package payments.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.Run;

/**
 * {@code .ci/promote} with stand-ins for Terraform and the program, which write down how they are called: what it does in which
 * order, and how it ends when one of them fails. {@code PipelineIT} runs it with the real ones.
 */
@Requirement("E11")
class PromoteScriptTest {
    /** Stacks of an environment in the order of deployment. */
    private static final String STACKS = "prod-iam prod-eu-west-1";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void standIns() throws IOException {
        script("java", """
                verb=$(printf '%s\\n' "$@" | sed -n '/payments.jar$/{n;p}')
                echo "payments $verb" >>"$CALLS"
                case "$verb" in
                  stacks) printf '%s\\n' $STACKS; exit "${STACKS_ENDS:-0}" ;;
                  changes) echo "$(basename "${@: -1}" .json) update aws_x.y"; exit "${CHANGES_ENDS:-0}" ;;
                  drift) exit "${DRIFT_ENDS:-0}" ;;
                esac""");
        script("terraform", """
                stack=${1##*/}
                echo "terraform $2 $stack" >>"$CALLS"
                [[ "$2" != apply || "${@: -1}" == -* ]] || basename "${@: -1}" >>"$CALLS"
                [[ "$2" != plan ]] || printf '%s\\n' "$@" | sed -n 's/^-out=//p' >>"$PLANS"
                [[ " ${FAILS:-} " != *" $2:$stack "* ]] || exit 1
                echo '{}'""");
        environment.put("PATH", folder + ":" + System.getenv("PATH"));
        environment.put("STACKS", STACKS);
        environment.put("CALLS", folder.resolve("calls").toString());
        environment.put("PLANS", folder.resolve("plans").toString());
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/usr/bin/env bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run promote(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", ".ci/promote"));
        command.addAll(List.of(arguments));
        return Run.of(Path.of("").toAbsolutePath(), environment, command);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deploy prod",
                "plan",
                "apply",
                "plan ''",
                "apply '' changes.txt",
                "plan prod changes.txt more",
                "live prod changes.txt",
                "--help"
            })
    void aWrongCallIsAnsweredWithHowToCallIt(String arguments) {
        List<String> given = new ArrayList<>();
        for (String argument : arguments.split(" ", -1)) {
            if (!argument.isEmpty()) {
                given.add(argument.equals("''") ? "" : argument);
            }
        }

        Run run = promote(given.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("plan ENVIRONMENT", "apply ENVIRONMENT", "live", "Exit codes");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void whatIsAppliedIsThePlanThatWasShownStackByStack() throws IOException {
        promote("apply", "prod").succeeded();

        assertThat(calls())
                .containsExactly(
                        "payments synth",
                        "payments stacks",
                        "terraform init prod-iam",
                        "terraform plan prod-iam",
                        "terraform show prod-iam",
                        "payments changes",
                        "terraform apply prod-iam",
                        "prod-iam.plan",
                        "terraform init prod-eu-west-1",
                        "terraform plan prod-eu-west-1",
                        "terraform show prod-eu-west-1",
                        "payments changes",
                        "terraform apply prod-eu-west-1",
                        "prod-eu-west-1.plan",
                        "terraform apply prod-iam",
                        "terraform init prod-iam",
                        "terraform plan prod-iam",
                        "terraform show prod-iam",
                        "terraform apply prod-eu-west-1",
                        "terraform init prod-eu-west-1",
                        "terraform plan prod-eu-west-1",
                        "terraform show prod-eu-west-1",
                        "payments drift");
    }

    /** A plan holds secrets of the state. */
    @Test
    void noPlanIsLeftBehind() throws IOException {
        environment.put("FAILS", "apply:prod-iam");

        promote("apply", "prod").endedWith(3);

        assertThat(Files.readAllLines(folder.resolve("plans")))
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(Path.of(plan).getParent()).doesNotExist());
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "plan", "show", "apply"})
    void whenTerraformFailsNothingElseIsDone(String verb) throws IOException {
        environment.put("FAILS", verb + ":prod-iam");

        Run run = promote("apply", "prod").endedWith(3);

        assertThat(run.output()).contains("terraform %s failed for prod-iam".formatted(verb));
        assertThat(calls()).noneMatch(call -> call.endsWith("prod-eu-west-1"));
    }

    @Test
    void anUnapprovedChangeStopsBeforeItsStack() throws IOException {
        environment.put("CHANGES_ENDS", "1");

        promote("apply", "prod", "changes.txt").endedWith(1);

        assertThat(calls()).noneMatch(call -> call.startsWith("terraform apply"));
    }

    @Test
    void aSecondPlanThatFindsSomethingFails() {
        environment.put("DRIFT_ENDS", "1");

        promote("apply", "prod").endedWith(1);
    }

    @Test
    void badInputEndsTheStepBeforeTerraformIsAsked() throws IOException {
        environment.put("STACKS_ENDS", "2");

        promote("live").endedWith(2);

        assertThat(calls()).containsExactly("payments synth", "payments stacks");
    }

    @Test
    void aPlanChangesNothingAndListsWhatItWould() throws IOException {
        Path list = folder.resolve("changes.txt");
        Files.writeString(list, "of an earlier run\n");

        promote("plan", "prod", list.toString()).succeeded();

        assertThat(list).content().isEqualTo("prod-iam update aws_x.y\nprod-eu-west-1 update aws_x.y\n");
        assertThat(calls()).noneMatch(call -> call.startsWith("terraform apply"));
    }

    /** A primary that reads the state of a standby which does not stand yet. */
    @Test
    void aStackThatCannotBePlannedYetIsApprovedAsAWhole() throws IOException {
        Path list = folder.resolve("changes.txt");
        environment.put("FAILS", "plan:prod-eu-west-1");

        promote("plan", "prod", list.toString()).succeeded();

        assertThat(list).content().isEqualTo("prod-iam update aws_x.y\nprod-eu-west-1 anything\n");
    }

    @Test
    void aFirstStackThatCannotBePlannedIsAnError() {
        environment.put("FAILS", "plan:prod-iam");

        promote("plan", "prod", folder.resolve("changes.txt").toString()).endedWith(3);
    }

    /** Where one state is gone, those who read it cannot be planned; the others' drift must be reported all the same. */
    @Test
    void driftIsJudgedThoughOneStackCannotBePlanned() throws IOException {
        environment.put("FAILS", "plan:prod-iam");
        environment.put("DRIFT_ENDS", "1");

        promote("live").endedWith(1);

        assertThat(calls()).contains("terraform show prod-eu-west-1", "payments drift");
    }

    @Test
    void whereNoStackCanBePlannedItIsNoDriftButAnError() throws IOException {
        environment.put("FAILS", "plan:prod-iam plan:prod-eu-west-1");

        promote("live").endedWith(3);

        assertThat(calls()).doesNotContain("payments drift");
    }
}
