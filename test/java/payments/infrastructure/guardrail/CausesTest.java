package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;

/** What goes away with one edit is one cause, and what does not is another. */
@Requirement("X3")
class CausesTest {
    private static Result found(String rule, Severity severity, String address, String attribute, String value) {
        return found("prod", rule, severity, address, attribute, value);
    }

    private static Result found(
            String stack, String rule, Severity severity, String address, String attribute, String value) {
        return new Result(
                new RuleDefinition(rule, severity, "e", "f", "w", List.of(), List.of("s")),
                Verdict.FAIL,
                new Subject(stack, stack + "/" + address, address, address.split("\\.", 2)[0], ""),
                "",
                attribute,
                value,
                "e");
    }

    /** The rules of each cause, the first one first. */
    private static List<List<String>> causes(Result... findings) {
        return new Report(List.of(findings), Map.of(), List.of(), Map.of(), 1, List.of("prod"), List.of())
                .causes(Severity.LOW).stream()
                        .map(cause -> cause.findings().stream()
                                .map(finding -> finding.rule().id())
                                .toList())
                        .toList();
    }

    @Test
    void twoRulesOnOneAttributeAreOneCauseTheGraverFirst() {
        assertThat(causes(
                        found("mild", Severity.MEDIUM, "aws_sqs_queue.q", "policy", "a"),
                        found("grave", Severity.CRITICAL, "aws_sqs_queue.q", "policy.Statement", "b")))
                .containsExactly(List.of("grave", "mild"));
    }

    @Test
    void twoAttributesAreTwoCauses() {
        assertThat(causes(
                        found("one", Severity.HIGH, "aws_sqs_queue.q", "policy", "a"),
                        found("two", Severity.MEDIUM, "aws_sqs_queue.q", "name", "b")))
                .containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void theSameNameInAnotherStackIsAnotherResource() {
        assertThat(causes(
                        found("one", "r", Severity.HIGH, "aws_sqs_queue.q", "policy", "a"),
                        found("two", "r", Severity.HIGH, "aws_sqs_queue.q", "policy", "a")))
                .hasSize(2);
    }

    @Test
    void whatOnlyDiffersFromTheReviewedGoesWithTheRuleThatSaysWhatIsWrong() {
        assertThat(causes(
                        found("platform-reviewed", Severity.HIGH, "aws_sqs_queue.q", "", "aws_sqs_queue"),
                        found("platform-reviewed", Severity.MEDIUM, "aws_sqs_queue.q", "delay_seconds", "9"),
                        found("sqs-dlq", Severity.HIGH, "aws_sqs_queue.q", "redrive_policy", "(absent)"),
                        found("sqs-cmk", Severity.MEDIUM, "aws_sqs_queue.q", "kms_master_key_id", "(absent)")))
                .containsExactly(List.of("sqs-dlq", "platform-reviewed", "platform-reviewed"), List.of("sqs-cmk"));
    }

    @Test
    void aFindingGoesWithTheResourceThatItNamesInItsOwnWords() {
        assertThat(causes(
                        found("kept", Severity.HIGH, "aws_dynamodb_table.t", "policy", "by prod/aws_iam_role_policy.p"),
                        found("admin", Severity.HIGH, "aws_iam_role_policy.p", "policy", "*")))
                .containsExactly(List.of("admin", "kept"));
    }

    @Test
    void aValueThatOnlyRefersToAResourceHasItsOwnCause() {
        assertThat(causes(
                        found("one", Severity.HIGH, "aws_sqs_queue.q", "kms_master_key_id", "${aws_kms_key.k.arn}"),
                        found("two", Severity.HIGH, "aws_kms_key.k", "enable_key_rotation", "false")))
                .hasSize(2);
    }

    @Test
    void aRuleThatFindsTheSameInSeveralResourcesAndNamesItIsOneCause() {
        assertThat(causes(
                        found("in-vpc", Severity.HIGH, "aws_lambda_function.f", "subnets", "aws_subnet.s is public"),
                        found("in-vpc", Severity.HIGH, "aws_lambda_function.g", "subnets", "aws_subnet.s is public"),
                        found("in-vpc", Severity.HIGH, "aws_lambda_function.h", "subnets", "(absent)"),
                        found("in-vpc", Severity.HIGH, "aws_lambda_function.i", "subnets", "(absent)")))
                .hasSize(3);
    }

    @Test
    void whatTwoStacksAskAsAWholeIsNotOne() {
        assertThat(causes(
                        found("platform-reviewed", Severity.HIGH, "terraform", "locals", "one"),
                        found("platform-reviewed", Severity.HIGH, "terraform", "locals", "two")))
                .hasSize(2);
    }

    @Test
    void everyFindingStandsInOneCause() {
        Result[] findings = {
            found("a", Severity.HIGH, "aws_x.x", "policy", "by aws_y.y"),
            found("b", Severity.HIGH, "aws_y.y", "policy", "by aws_x.x"),
            found("c", Severity.LOW, "aws_z_z.z", "policy", "by aws_y_y.y and aws_z_z.z"),
            found("c", Severity.LOW, "aws_y_y.y", "name", "x")
        };

        assertThat(causes(findings).stream().flatMap(List::stream)).containsExactlyInAnyOrder("a", "b", "c", "c");
    }
}
