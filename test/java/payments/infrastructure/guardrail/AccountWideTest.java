package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.testing.Json;

/** What an account has once is missing gravely where a program sets up the account, and is a warning in one that is only an application. */
@Requirement("X3")
class AccountWideTest {
    private static List<Severity> severities(String rule, String resources) {
        Program program = Program.of(Map.of("s", Json.of("""
                {'provider': {'aws': {'region': 'us-east-1'}},
                 'resource': {'aws_s3_bucket': {'b': {'bucket': 'b'}}%s}}""".formatted(resources))));
        return Catalogue.rule(rule).orElseThrow().results(program).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(Result::rule)
                .map(definition -> definition.severity())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"ct-multi-region, CRITICAL", "config-recorder, HIGH", "s3-account-public-access-block, HIGH"})
    void anApplicationIsWarnedAndTheProgramOfAnAccountFails(String rule, Severity grave) {
        assertThat(severities(rule, "")).containsExactly(Severity.LOW);
        assertThat(severities(rule, ", 'aws_iam_account_password_policy': {'p': {}}"))
                .containsExactly(grave);
    }
}
