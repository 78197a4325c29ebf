package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.reality.RealityRules;
import payments.testing.Cases;
import payments.testing.Samples;

/**
 * What AWS refuses or never does is found in the production of the flagship, where every other rule is content; and what AWS
 * accepts is not found. The edits are written as {@code test/resources/mutations/README.md} describes; harmless ones have no
 * {@code finds}.
 */
class RealityMutationTest {
    private static final List<String> IDS = List.of(
            "apigw-api-accepted",
            "apigw-integration-accepted",
            "arguments-accepted",
            "cloudwatch-alarm-accepted",
            "cloudwatch-dashboard-accepted",
            "cloudwatch-metrics-exist",
            "cloudwatch-own-metrics-reported",
            "config-rules-accepted",
            "ddb-keys-agree",
            "iam-actions-exist",
            "iam-condition-keys-apply",
            "iam-entity-accepted",
            "iam-resources-fit",
            "iam-role-serves",
            "iam-role-trusts",
            "iam-services-named",
            "iam-statements-accepted",
            "kms-arguments-agree",
            "logs-filter-accepted",
            "rds-arguments-agree",
            "rds-groups-fit",
            "rds-parameters-accepted",
            "s3-rules-accepted",
            "sfn-definition-accepted",
            "sg-rules-accepted",
            "sqs-queues-agree",
            "vpc-addresses-fit",
            "vpc-endpoints-fit",
            "vpc-members-together",
            "waf-rules-accepted");
    private static final List<Mutation> MUTATIONS = in("reality/mutations");
    private static final List<Mutation> HARMLESS = in("reality/harmless");

    /** The rules that compare with AWS: of reality, of acceptance, and those that the mutations try. */
    private static final List<Rule> COMPARING = Stream.concat(
                    RealityRules.ALL.stream(),
                    Catalogue.rules().stream()
                            .filter(rule -> rule instanceof AcceptanceRule
                                    || IDS.contains(rule.definition().id())))
            .distinct()
            .toList();

    /**
     * What a mutation adds may besides be nobody's, or nothing that was reviewed, and an alarm that AWS refuses is not raised either:
     * these rules ask that of everything.
     */
    private static final Set<String> OF_EVERYTHING =
            Set.of("alarm-coverage", "alarm-tried", "parties-known", "platform-reviewed");

    /** How many mutations are judged at once. */
    private static final int TOGETHER = 12;

    private static Flagship flagship = new Flagship();
    private static List<String> before = List.of();

    @BeforeAll
    static void synthesize() {
        flagship = Flagship.production();
        before = messages(findings(new Guardrails(), flagship.program()));
    }

    @TestFactory
    Stream<DynamicTest> theComparisonWithAwsFindsTheMutation() {
        return MUTATIONS.stream()
                .map(mutation -> dynamicTest(mutation.name(), () -> assertThat(found(
                                new Guardrails(
                                        List.of(Catalogue.rule(mutation.rule()).orElseThrow())),
                                List.of(mutation)))
                        .containsOnly(expected(mutation))));
    }

    /**
     * All rules judge several mutations at once, since each check judges the whole production. Where they find more than what is
     * expected of these together, each is judged by itself, and that decides.
     */
    @TestFactory
    Stream<DynamicTest> noOtherRuleFindsTheMutation() {
        return together(MUTATIONS).stream()
                .map(some -> dynamicTest(names(some), () -> {
                    Set<String> expected =
                            some.stream().map(RealityMutationTest::expected).collect(Collectors.toSet());
                    if (!expected.equals(Set.copyOf(found(new Guardrails(), some)))) {
                        assertThat(some).allSatisfy(mutation -> assertThat(found(new Guardrails(), List.of(mutation)))
                                .containsOnly(expected(mutation)));
                    }
                }));
    }

    private static String names(List<Mutation> some) {
        return "%d edits, the first %s".formatted(some.size(), some.get(0).name());
    }

    /** Groups of mutations of which no two have one suspect, and that can be made one after the other. */
    private static List<List<Mutation>> together(List<Mutation> edits) {
        List<List<Mutation>> groups = new ArrayList<>();
        for (Mutation mutation : edits) {
            groups.stream()
                    .filter(group -> group.size() < TOGETHER && isApart(mutation, group))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.get(groups.size() - 1);
                    })
                    .add(mutation);
        }
        return groups;
    }

    private static boolean isApart(Mutation mutation, List<Mutation> group) {
        String suspect = mutation.suspect(flagship.stacks());
        return group.stream()
                        .noneMatch(other -> other.suspect(flagship.stacks()).equals(suspect))
                && mutation.fits(applied(group));
    }

    private static String expected(Mutation mutation) {
        return mutation.rule() + ": " + mutation.suspect(flagship.stacks());
    }

    /** Which rules find what where. */
    private static List<String> found(Guardrails guardrails, List<Mutation> mutations) {
        List<Result> caused = caused(guardrails, mutations);
        caused.removeIf(found -> OF_EVERYTHING.contains(found.rule().id()));
        return caused.stream()
                .map(found -> "%s: %s/%s"
                        .formatted(
                                found.rule().id(),
                                found.subject().stack(),
                                found.subject().address()))
                .toList();
    }

    /** Several edits at once; where anything is found of these together, each is judged by itself, and that decides. */
    @TestFactory
    Stream<DynamicTest> theComparisonWithAwsSaysNothingOfAHarmlessEdit() {
        return together(HARMLESS).stream()
                .map(some -> dynamicTest(names(some), () -> {
                    if (!caused(new Guardrails(COMPARING), some).isEmpty()) {
                        assertThat(some).allSatisfy(edit -> assertThat(
                                        messages(caused(new Guardrails(COMPARING), List.of(edit))))
                                .isEmpty());
                    }
                }));
    }

    @Test
    void theMutationsAreManyAndTryEachRule() {
        assertThat(MUTATIONS).as("mutations").hasSizeGreaterThanOrEqualTo(80);
        assertThat(HARMLESS).as("harmless edits").hasSizeGreaterThanOrEqualTo(25);
        assertThat(MUTATIONS.stream().map(Mutation::name)).as("names").doesNotHaveDuplicates();
        assertThat(MUTATIONS.stream().map(Mutation::rule).distinct()).containsAll(IDS);
    }

    private static List<Result> caused(Guardrails guardrails, List<Mutation> mutations) {
        List<Result> caused = new ArrayList<>(findings(guardrails, Program.of(applied(mutations))));
        caused.removeIf(found -> before.contains(found.message()));
        return caused;
    }

    private static Map<String, JsonNode> applied(List<Mutation> mutations) {
        Map<String, JsonNode> stacks = flagship.stacks();
        for (Mutation mutation : mutations) {
            stacks = mutation.applied(stacks);
        }
        return stacks;
    }

    private static List<Result> findings(Guardrails guardrails, Program program) {
        return guardrails.check(program, flagship.suppressions(), Samples.DAY).findings(Severity.LOW).stream()
                .filter(found -> !found.rule().id().equals("suppressions-valid"))
                .toList();
    }

    private static List<String> messages(List<Result> findings) {
        return findings.stream().map(Result::message).toList();
    }

    private static List<Mutation> in(String folder) {
        return Cases.in(folder).stream().map(read -> new Mutation(read.body())).toList();
    }
}
