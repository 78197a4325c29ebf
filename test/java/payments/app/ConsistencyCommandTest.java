package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.FunctionJars;

/** {@code payments consistency} as a pipeline calls it. */
@Requirement("E8")
class ConsistencyCommandTest {
    @TempDir
    Path folder;

    @Test
    void theFolderOfTheCodeMayComeFromTheEnvironment() {
        String absent = folder.resolve("absent").toString();

        Outcome outcome = Outcome.of(Map.of("LAMBDA_JARS", absent), "consistency");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains(absent);
    }

    /** A user of one deployment must not see the results of another one. */
    @Test
    void theDeploymentMayComeFromTheEnvironment() {
        Outcome outcome = Outcome.of(Map.of("DEPLOYMENT", "mobile-api"), "consistency");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("deployment mobile-api");
    }

    /** An account has one owner, so of two environments in it one must say that it is not. */
    @Test
    void environmentsOfOneAccountMayDifferInWhichOneOwnsIt() throws IOException {
        Path file = Files.writeString(folder.resolve("two.yaml"), """
                project: acme
                settings: {api: {}, documents: {}}
                environments:
                  dev: {suffix: dev, regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]}
                  prod: {suffix: prod, ownsAccount: false, regions: [{name: eu-west-1, cidr: 10.1.0.0/16}]}
                """);

        Outcome outcome =
                Outcome.of(Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString()), "consistency", file.toString());

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("allowed (ownsAccount)", "0 of them not allowed");
    }

    /** People may operate production alone: whom a role trusts differs by environment. */
    @Test
    @Requirement("K52")
    void anEnvironmentMayHaveOperatorsThatAnotherHasNot() throws IOException {
        Path file = Files.writeString(folder.resolve("operators.yaml"), """
                project: acme
                settings: {api: {}, documents: {}}
                environments:
                  dev: {suffix: dev, regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]}
                  prod:
                    suffix: prod
                    ownsAccount: false
                    operators: arn:aws:iam::123456789012:role/operators
                    regions: [{name: eu-west-1, cidr: 10.1.0.0/16}]
                """);

        Outcome outcome =
                Outcome.of(Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString()), "consistency", file.toString());

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("allowed (operators)", "0 of them not allowed");
    }

    @Test
    void twoNamesOfADeploymentAreRefused() {
        Outcome outcome = Outcome.of(Map.of(), "consistency", "-d", "nope", "payments");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("two deployments are named", "nope", "payments");
    }

    @Test
    void oneEnvironmentCannotBeCompared() {
        Outcome outcome = Outcome.of(Map.of(), "consistency", "mobile-api");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("two environments or more, it has 1");
    }

    @Test
    void liveStatesThatAreNotThereAreNamed() {
        Outcome outcome = Outcome.of(
                Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString()), "consistency", "--live", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("dev-iam.json", "terraform");
    }

    /** Empty states are all alike: what was never deployed would pass for the same everywhere. */
    @Test
    void liveStatesWithoutResourcesAreNoProofOfAnything() throws IOException {
        List<String> stacks =
                List.of("dev-iam", "dev-eu-west-1", "staging-iam", "staging-us-west-2", "prod-iam", "prod-us-east-1");
        for (String stack : stacks) {
            Files.writeString(folder.resolve(stack + ".json"), "{\"format_version\": \"1.0\"}");
        }

        Outcome outcome = Outcome.of(
                Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString(), "STATE_BUCKET", "pipeline-state"),
                "consistency",
                "test/resources/pipeline/pipeline.yaml",
                "--live",
                folder.toString());

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(outcome.out().lines().filter(line -> line.startsWith("NOT ALLOWED")))
                .hasSameSizeAs(stacks)
                .allMatch(line -> line.contains("holds no resource"));
        assertThat(outcome.out()).contains(stacks);
    }
}
