package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import payments.testing.SynthesizedDeployment;
import payments.testing.Tool;
import software.amazon.awssdk.services.iam.model.Policy;

/**
 * The roles of all three environments of system E, really deployed, each on an emulator of its own as it would be in an account
 * of its own, and compared by what Terraform shows of them. Their regions are not deployed, and so are compared as what they
 * are: empty.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Requirement("E8")
class LiveConsistencyIT {
    private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");
    private static final String SHOWN = "live";

    private static final Map<String, Emulator> EMULATORS = new LinkedHashMap<>();

    private static Path folder;

    @BeforeAll
    static void deployTheRolesOfEveryEnvironment(@TempDir Path temporary) {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR);
        folder = temporary;
        ENVIRONMENTS.forEach(environment -> EMULATORS.put(environment, Emulator.start()));
        project("dev").program("synth").succeeded();
        List<Run.Running> applies = ENVIRONMENTS.stream()
                .map(environment -> StackRunner.terraform(project(environment)).apply(environment + "-iam"))
                .toList();
        applies.forEach(apply -> apply.await().succeeded());
        stacks().filter(stack -> !stack.endsWith("-iam")).forEach(stack -> project("dev")
                .terraform(stack, "init", "-input=false", "-no-color")
                .succeeded());
    }

    @AfterAll
    static void stopTheEmulators() {
        EMULATORS.values().forEach(Emulator::close);
    }

    @Test
    @Order(1)
    void environmentsThatWereDeployedFromOneProgramDifferOnlyInWhatTheyMay() throws IOException {
        show();

        Run compared = consistency();

        assertThat(compared.exitCode()).as(compared.output()).isZero();
        assertThat(compared.output()).contains("as deployed: 3 environments").contains("0 of them not allowed");
    }

    @Test
    @Order(2)
    void aPolicyThatSomebodyWidenedByHandIsFoundAndNamed() throws IOException {
        try (var iam = new Aws(emulator("staging").endpoint(), "us-east-1").iam()) {
            Policy policy = iam.listPolicies(request -> request.scope("Local")).policies().stream()
                    .filter(found -> found.policyName().equals("payment-api-handler-execution-staging"))
                    .findFirst()
                    .orElseThrow();
            iam.createPolicyVersion(request ->
                    request.policyArn(policy.arn()).setAsDefault(true).policyDocument("""
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));
        }
        project("staging")
                .terraform("staging-iam", "apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color")
                .succeeded();
        show();

        Run compared = consistency();

        assertThat(compared.exitCode()).as(compared.output()).isEqualTo(1);
        assertThat(compared.output().lines().filter(line -> line.startsWith("NOT ALLOWED")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("aws_iam_policy/roles/api-handler-execution/policy"))
                .anySatisfy(line -> assertThat(line).contains("Action").contains("staging = *"));
    }

    private static void show() throws IOException {
        Files.createDirectories(folder.resolve(SHOWN));
        for (String stack : stacks().toList()) {
            Run shown = project("dev")
                    .terraform(stack, "show", "-json", "-no-color")
                    .succeeded();
            Files.writeString(folder.resolve(SHOWN).resolve(stack + ".json"), shown.output());
        }
    }

    private static Run consistency() {
        return project("dev").program("consistency", "deployment.yaml", "--live", SHOWN);
    }

    private static Stream<String> stacks() {
        return DeployedStack.in(project("dev").output()).stream().map(DeployedStack::name);
    }

    /** The one folder, in the account of an environment. */
    private static Project project(String environment) {
        return new Project(folder, SynthesizedDeployment.yaml("multi-environment"))
                .with(emulator(environment).environment())
                .with(Map.of("ZONE_ID", "Z0000000000000EXAMPLE"));
    }

    private static Emulator emulator(String environment) {
        return Objects.requireNonNull(EMULATORS.get(environment), environment);
    }
}
