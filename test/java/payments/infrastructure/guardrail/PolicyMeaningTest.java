package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import payments.infrastructure.guardrail.PolicyRewrites.Rewrite;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Samples;

/**
 * Policies are judged by what they mean: each of many random changes that let somebody do more is found where it is, and none of those
 * that only write the same otherwise.
 */
class PolicyMeaningTest {
    private static final long SEED = 16;
    private static final int WIDENINGS = 100;
    private static final int HARMLESS = 30;

    private static final Guardrails RULES = new Guardrails(Stream.of(
                    "iam-no-priv-esc",
                    "iam-no-star-resource",
                    "iam-permission-boundary",
                    "iam-reach-named",
                    "iam-trust-scoped",
                    "kms-everyone-through-service",
                    "kms-policy-no-wildcard-principal",
                    "kms-service-grant-scoped",
                    "resource-policy-no-strangers",
                    "s3-policy-no-public-allow",
                    "s3-tls-only",
                    "sns-policy",
                    "sqs-policy")
            .map(id -> Catalogue.rule(id).orElseThrow(() -> new AssertionError("there is no rule " + id)))
            .toList());

    private static Flagship flagship = new Flagship();
    private static Set<String> before = Set.of();

    @BeforeAll
    static void synthesize() {
        flagship = Flagship.production();
        before = findings(flagship.stacks()).stream().map(Result::message).collect(Collectors.toSet());
    }

    @TestFactory
    Stream<DynamicTest> everyWideningIsFoundWhereItIs() {
        return new PolicyRewrites(flagship.stacks(), SEED)
                .widenings(WIDENINGS).stream()
                        .map(rewrite -> dynamicTest(name(rewrite), () -> assertThat(caused(rewrite))
                                .as(rewrite.name())
                                .anyMatch(found -> isWhere(found, rewrite))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsOnlyWrittenOtherwiseIsNotFound() {
        return new PolicyRewrites(flagship.stacks(), SEED)
                .harmless(HARMLESS).stream()
                        .map(rewrite -> dynamicTest(name(rewrite), () -> assertThat(caused(rewrite))
                                .extracting(Result::message)
                                .as(rewrite.name())
                                .isEmpty()));
    }

    /** What is wrong in a boundary is found at the roles that have it. */
    private static boolean isWhere(Result found, Rewrite rewrite) {
        boolean isBoundary = rewrite.address().contains("boundary");
        return found.subject().stack().equals(rewrite.stack())
                && (isBoundary || found.subject().address().equals(rewrite.address()));
    }

    private static String name(Rewrite rewrite) {
        return rewrite.name().split("\\[", 2)[0];
    }

    private static List<Result> caused(Rewrite rewrite) {
        return findings(rewrite.stacks()).stream()
                .filter(found -> !before.contains(found.message()))
                .toList();
    }

    private static List<Result> findings(Map<String, JsonNode> stacks) {
        return RULES.check(Program.of(stacks), flagship.suppressions(), Samples.DAY)
                .findings(Severity.MEDIUM);
    }
}
