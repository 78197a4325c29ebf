package payments.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import payments.account.FakeAccount;

/** {@code payments verify-account}: how it ends says whether the account can take the stacks. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class VerifyAccountCommandTest {
    private static final Map<String, String> KEYS = Map.of("aws.accessKeyId", "none", "aws.secretAccessKey", "none");

    /** Files that are not there, and no question to the machine for its role. */
    private static final Map<String, String> NOWHERE = Map.of(
            "aws.configFile", "FOLDER/no-config",
            "aws.sharedCredentialsFile", "FOLDER/no-credentials",
            "aws.disableEc2Metadata", "true");

    @TempDir
    private Path folder;

    private FakeAccount account;

    @BeforeEach
    void aDeploymentAndAnAccount() throws IOException {
        account = new FakeAccount();
        account.answers(
                "DescribeRegions",
                "<r><item><regionName>eu-west-1</regionName><optInStatus>opt-in-not-required</optInStatus></item></r>");
        account.answers("GetServiceQuota", "{\"Quota\": {\"Value\": 100.0}}");
        Files.writeString(folder.resolve("deployment.yaml"), """
                project: shop
                environments:
                  prod:
                    suffix: prod
                    classification: {data: internal, pciScope: out}
                    regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]
                """);
        Files.writeString(folder.resolve("manifest.json"), """
                {"stacks": {"prod-iam": {"name": "prod-iam", "dependencies": []},
                            "prod-eu-west-1": {"name": "prod-eu-west-1", "dependencies": ["prod-iam"]}}}""");
        stack("prod-iam", "aws_iam_policy");
        stack("prod-eu-west-1", "aws_sns_topic");
        KEYS.forEach(System::setProperty);
    }

    @AfterEach
    void close() {
        KEYS.keySet().forEach(System::clearProperty);
        account.close();
    }

    @Test
    void anAccountThatCanTakeTheStacksPasses() {
        Outcome outcome = verify();

        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(ExitCode.DONE.code());
        assertThat(outcome.out())
                .containsPattern("regions-enabled +pass +eu-west-1: opt-in-not-required")
                .endsWith("Account 123456789012 for deployment: 3 passed, 0 failed, 0 not known%n".formatted());
    }

    @Test
    void anAccountThatCannotIsAFindingWithWhatToChange() {
        account.answers("DescribeRegions", "<r/>");
        Outcome outcome = verify();

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(outcome.out())
                .containsPattern("regions-enabled +FAIL +eu-west-1: unknown to AWS")
                .containsPattern(" change +aws account enable-region --region-name eu-west-1");
    }

    @Test
    void whatIsNotKnownIsAMatterOfInput() {
        account.refuses("DescribeRegions", 403, "<e><Error><Code>AccessDenied</Code></Error></e>");
        Outcome outcome = verify();

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.out()).containsPattern("regions-enabled +not known +AWS did not answer: AccessDenied");
    }

    @Test
    void credentialsThatAwsDoesNotTakeAreBadInput() {
        account.refuses(
                "GetCallerIdentity",
                403,
                "<e><Error><Code>InvalidClientTokenId</Code><Message>the token is invalid</Message></Error></e>");
        Outcome outcome = verify();

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("no account to ask", "the token is invalid", "--profile");
    }

    @Test
    void aProfileThatIsNotThereIsBadInput() {
        Outcome outcome = verify("--profile", "no-such-profile");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err().lines())
                .hasSize(4)
                .contains("  at       no credentials in the profile 'no-such-profile'");
    }

    @Test
    void withoutCredentialsItSaysInFourLinesWhereItLookedAndWhatToDo() {
        assumeThat(System.getenv("AWS_ACCESS_KEY_ID")).isNull();
        KEYS.keySet().forEach(System::clearProperty);
        NOWHERE.forEach((property, name) -> System.setProperty(property, name.replace("FOLDER", folder.toString())));
        try {
            Outcome outcome = verify();

            assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines()).hasSize(4).allMatch(line -> line.length() < 140);
            assertThat(outcome.err())
                    .contains("no account to ask", "AWS_ACCESS_KEY_ID", "the default profile", "--profile")
                    .doesNotContain("Exception", "\tat ");
            assertThat(verify("--verbose").err()).contains("AwsCredentialsProviderChain");
        } finally {
            NOWHERE.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void anEndpointThatIsNoAddressIsBadInput() {
        Outcome outcome = run(Map.of("AWS_ENDPOINT_URL", "no address"));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("AWS_ENDPOINT_URL: no address");
    }

    private Outcome verify(String... more) {
        return run(Map.of("AWS_ENDPOINT_URL", account.address().toString()), more);
    }

    private Outcome run(Map<String, String> variables, String... more) {
        String[] arguments = new String[5 + more.length];
        arguments[0] = "verify-account";
        arguments[1] = "--synthesized";
        arguments[2] = folder.toString();
        arguments[3] = "--deployment";
        arguments[4] = folder.resolve("deployment.yaml").toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Outcome.of(variables, arguments);
    }

    private void stack(String name, String type) throws IOException {
        Path stack = Files.createDirectories(folder.resolve("stacks").resolve(name));
        Files.writeString(stack.resolve("cdk.tf.json"), """
                {"//": {"metadata": {"stackName": "%s"}}, "provider": {"aws": {"region": "eu-west-1"}},
                 "resource": {"%s": {"t": {"name": "t"}}}}""".formatted(name, type));
    }
}
