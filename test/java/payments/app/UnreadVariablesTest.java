package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.FunctionJars;

/** A slip in the name of a variable is a warning; what a shell or a pipeline has besides is none. */
@Requirement("K45")
class UnreadVariablesTest {
    private static final Set<String> READ = Set.of(
            "TERRAFORM_STATE_BUCKET",
            "TERRAFORM_STATE_BUCKET_REGION",
            "STATE_BUCKET",
            "STATE_LOCK_TABLE",
            "AWS_REGION",
            "OWNS_ACCOUNT",
            "EMPTY_BUCKETS_ON_DESTROY",
            "DELETION_PROTECTION",
            "CIDR_EU_WEST_1",
            "REPOSITORY",
            "COMMIT_AUTHOR",
            "PR_NUMBER",
            "TEAM",
            "DOMAIN",
            "ZONE_ID",
            "BASE_DOMAIN",
            "DEV_ACCOUNT",
            "DEPLOY_ROLE",
            "ALERT_EMAIL",
            "CREATED_AT");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "TERRAFORM_STATE_BUCKT, TERRAFORM_STATE_BUCKET",
        "STATE_BUCKTE, STATE_BUCKET",
        "STATEBUCKET, STATE_BUCKET",
        "STATE_BUCKET_NAME, STATE_BUCKET",
        "ENVIRONMENT_SUFIX, ENVIRONMENT_SUFFIX",
        "ENVIROMENT, ENVIRONMENT",
        "DEPLOYMNT, DEPLOYMENT",
        "OWN_ACCOUNT, OWNS_ACCOUNT",
        "CIDR_EU_WEST_2, CIDR_EU_WEST_1",
        "CIDR_EU_WEST, CIDR_EU_WEST_1",
        "AWS_REGIN, AWS_REGION",
        "state_bucket, STATE_BUCKET"
    })
    void aSlipIsAWarningWithTheNameThatWasMeant(String slip, String meant) {
        assertThat(UnreadVariables.warnings(List.of(slip), READ))
                .containsExactly(
                        "payments: warning: nothing reads the variable %s; did you mean %s?".formatted(slip, meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TERM",
                "USER",
                "HOME",
                "PATH",
                "TEAMS",
                "LANG",
                "HOSTNAME",
                "PWD",
                "OLDPWD",
                "SHLVL",
                "DOMAINS",
                "MAIL",
                "AWS_PROFILE",
                "AWS_DEFAULT_REGION",
                "AWS_ROLE_ARN",
                "AWS_SESSION_TOKEN",
                "AWS_ENDPOINT_URL",
                "CI",
                "CI_COMMIT_AUTHOR",
                "CI_ENVIRONMENT_NAME",
                "GITHUB_REPOSITORY",
                "GITHUB_ACTOR",
                "RUNNER_TEMP",
                "TF_IN_AUTOMATION",
                "TF_PLUGIN_CACHE_DIR",
                "TF_CLI_CONFIG_FILE",
                "TERRAFORM_CONFIG",
                "TERRAFORM_VERSION",
                "CHECKPOINT_DISABLE",
                "JAVA_HOME",
                "NODE_OPTIONS",
                "CDKTF_DISABLE_PLUGIN_CACHE_ENV",
                "CDKTF_LOG_LEVEL",
                "ENVIRONMENT_NAME",
                "DEPLOYMENT_ID",
                "PROD_ACCOUNT",
                "READER_ROLE"
            })
    void whatShellsAndPipelinesHaveIsNone(String name) {
        assertThat(UnreadVariables.warnings(List.of(name), READ)).isEmpty();
    }

    @Test
    void whatIsReadIsNone() {
        assertThat(UnreadVariables.warnings(READ, READ)).isEmpty();
    }

    /** A script reads the stacks from the standard output. */
    @Test
    void theWarningIsNeverAmongTheStacks() {
        Path output = folder.resolve("out");
        Map<String, String> variables = Map.of("TERRAFORM_STATE_BUCKT", "acme-state");
        String warning = "did you mean TERRAFORM_STATE_BUCKET?";

        Outcome synth = Outcome.of(
                variables,
                "synth",
                "-d",
                "event-driven",
                "-o",
                output.toString(),
                "--lambda-jars",
                FunctionJars.in(folder.resolve("jars")).toString());
        Outcome stacks = Outcome.of(variables, "stacks", output.toString(), "-d", "event-driven");

        assertThat(synth.exitCode()).as(synth.err()).isZero();
        assertThat(synth.err()).contains(warning);
        assertThat(stacks.err()).contains(warning);
        assertThat(stacks.out()).isEqualTo("dev-iam\ndev-us-east-1\n");
    }

    @Test
    void aRefusedFileIsWarnedOfAsWell() {
        Outcome outcome = Outcome.of(Map.of("ENVIRONMENT_SUFIX", "a1"), "synth", "-d", "active-passive");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err())
                .contains("nothing reads the variable ENVIRONMENT_SUFIX; did you mean ENVIRONMENT_SUFFIX?");
    }
}
