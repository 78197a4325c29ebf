package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.testing.Json;

/** {@code payments explain} as a reader of a finding calls it. */
@Requirement("X3")
class ExplainCommandTest {
    @TempDir
    private Path folder;

    private static Outcome explain(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Outcome.of(Map.of(), all);
    }

    @Test
    void aRuleIsExplainedWithWhatItAsksWhyAndWhatToChange() {
        Outcome outcome = explain("s3-tls-only");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("s3-tls-only (high)\n")
                .contains(
                        "  expected  a policy that denies everyone everything without TLS",
                        "  why       Data could be read on its way\n",
                        "  change    deny s3:* to *",
                        "  PCI DSS   4.2.1 Card data is encrypted",
                        "CKV_AWS_379",
                        "  accepted  for a time, by a suppression");
    }

    @Test
    void theBadExampleComesWithWhatTheRuleSaysOfItAndTheGoodOneAfterIt() {
        assertThat(explain("kms-rotation-enabled").out())
                .containsSubsequence(
                        "\nBad: aws_kms_key.k\n",
                        "  found: enable_key_rotation = (absent)\n",
                        "\"aws_kms_key\" : {",
                        "\nGood: aws_kms_key.k\n",
                        "\"rotation_period_in_days\" : 365");
    }

    @Test
    void aCriticalRuleCannotBeAccepted() {
        assertThat(explain("rds-not-public").out())
                .contains("  accepted  never: a critical finding cannot be suppressed");
    }

    @Test
    void severalRulesAreExplainedInTheOrderThatIsAskedForEachOnce() {
        assertThat(explain("sqs-dlq", "s3-tls-only", "sqs-dlq").out().lines().filter(line -> line.matches("[a-z].*")))
                .containsExactly("sqs-dlq (high)", "s3-tls-only (high)");
    }

    @Test
    void everythingThatAFindingCanNameIsExplained() {
        String[] ids = Catalogue.definitions().stream().map(RuleDefinition::id).toArray(String[]::new);

        Outcome outcome = explain(ids);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.matches("[a-z].* \\((low|medium|high|critical)\\)")))
                .hasSize(ids.length);
    }

    @Test
    void programsGetJson() {
        JsonNode rule = Json.parsed(explain("s3-tls-only", "--format", "json").out())
                .path("rules")
                .path(0);

        assertThat(rule.path("rule").asText()).isEqualTo("s3-tls-only");
        assertThat(rule.path("severity").asText()).isEqualTo("high");
        assertThat(rule.path("suppressible").asBoolean()).isTrue();
        assertThat(rule.at("/pci/0/requirement").asText()).isEqualTo("4.2.1");
        assertThat(rule.at("/bad/found/0").asText()).startsWith("aws_s3_bucket_policy.policy = ");
        assertThat(rule.at("/good/stacks").properties()).hasSize(1);
    }

    @Test
    void pagesGetMarkdown() {
        assertThat(explain("s3-tls-only", "--format", "markdown").out())
                .startsWith("## `s3-tls-only`\n\n- **Severity:** high\n")
                .contains("\nBad: `aws_s3_bucket.", "`\n\n```json\n", "\nFound: `aws_s3_bucket_policy.policy = ");
    }

    @Test
    void theExplanationGoesToAFile() throws IOException {
        Path file = folder.resolve("rules/s3.md");

        Outcome outcome = explain("s3-tls-only", "--format", "markdown", "--output", file.toString());

        assertThat(outcome.out()).isEmpty();
        assertThat(Files.readString(file)).startsWith("## `s3-tls-only`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parties-known[account 222233334444]", "[parties-known]", " parties-known "})
    void aRuleIsFoundAsAFindingShowsIt(String written) {
        assertThat(explain(written).out()).startsWith("parties-known (");
    }

    @ParameterizedTest
    @CsvSource({
        "s3-tls-onyl, s3-tls-only",
        "lambda-env-no-secret, lambda-env-no-secrets",
        "CKV_AWS_7, kms-rotation-enabled"
    })
    void aNameThatNoRuleHasIsRefusedWithTheNearest(String name, String nearest) {
        Outcome outcome = explain(name);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("there is no rule of this name", "RULE '" + name + "'", nearest);
    }

    @Test
    void allNamesThatNoRuleHasAreRefusedAtOnce() {
        assertThat(explain("s3-tls-only", "none-such", "x".repeat(500)).err())
                .contains("RULE 'none-such'", "RULE '" + "x".repeat(80) + "... (500 characters in all)'");
    }

    @Test
    void withoutARuleTheCommandIsRefused() {
        assertThat(explain().exitCode()).isEqualTo(ExitCode.INPUT.code());
    }
}
