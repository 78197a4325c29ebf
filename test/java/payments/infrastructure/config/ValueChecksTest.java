package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs in no setting, wherever it comes from: expressions of Terraform, and secrets. */
class ValueChecksTest {
    private static final String TAGGED = DeploymentFixture.VALID + "tags: {author: \"${WHO}\"}\n";
    private static final String HOOKED = DeploymentFixture.VALID.replace(
            "  network:\n", "  alerts: {subscriptions: [{protocol: https, endpoint: \"${WHO}\"}]}\n  network:\n");

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private Problem problem(String text, String value) {
        return fixture.onlyProblem(text, Map.of("WHO", value), Selection.everything());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${aws_iam_role.x.arn}", "x-${var.y}", "%{ if true }x%{ endif }", "$${x}"})
    void anExpressionFromAVariableIsRefusedOnce(String value) {
        assertThat(problem(TAGGED, value).path()).isEqualTo("tags.author");
        assertThat(problem(TAGGED, value).message()).contains("Terraform would evaluate", value);
    }

    @Test
    void anExpressionIsFoundInAListToo() {
        String text = DeploymentFixture.VALID.replace(
                "  network:\n",
                "  firewall: none\n  api: {type: http, authorization: jwt,"
                        + " jwt: {issuer: 'https://a.example', audience: [\"${WHO}\"]}}\n  network:\n");

        assertThat(problem(text, "${x}").path()).isEqualTo("settings.api.jwt.audience[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AKIA~IOSFODNN7EXAMPLE | the id of an AWS access key",
                "by ASIA~IOSFODNN7EXAMPLE | the id of an AWS access key",
                "ghp~_0123456789abcdefghijABCDEFGHIJ012345 | a GitHub token",
                "xoxb~-0123456789-abc | a Slack token",
                "sk~_live_0123456789abcdefgh | a Stripe key",
                "-----BEGIN RSA PRIVATE~ KEY----- | a private key"
            })
    void aSecretIsRefusedAndNotRepeated(String parts, String kind) {
        String secret = parts.replace("~", "");

        Problem problem = problem(TAGGED, secret);

        assertThat(problem.path()).isEqualTo("tags.author");
        assertThat(problem.message()).contains(kind).doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pass@hooks.example.com/x, a password in a URL",
        "https://hooks.slack.com/services/T000/B000/x, a Slack webhook"
    })
    void aSecretInAUrlIsRefused(String url, String kind) {
        assertThat(problem(HOOKED, url).message()).contains(kind).doesNotContain("/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKIA", "AKIABCDEFGHIJKLMNOPQRSTU", "a$b", "50%", "ghp_short", "user@example.com", "a:b@c"})
    void aTextThatOnlyLooksLikeOneIsAccepted(String value) {
        assertThat(new ValueChecks(new Problems())
                        .without(new Tree.Scalar(new Position("f", 1, "x"), value, value, Tree.Kind.TEXT)))
                .isInstanceOf(Tree.Scalar.class);
    }

    @Test
    void aWebHookWithAnIdInItsPathIsAccepted() {
        assertThat(fixture.load(
                                HOOKED,
                                Map.of("WHO", "https://events.example.com/integration/0123456789abcdef/enqueue"),
                                Selection.everything())
                        .environments())
                .hasSize(2);
    }
}
