package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;

/** Who is declared as a partner may be named, and only they. */
class PartnersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final String GRANT = "arn:aws:iam::222233334444:role/reader";
    private static final Guardrails RULES =
            new Guardrails(List.of(Catalogue.rule("parties-known").orElseThrow()));

    private static Program program(String beside) {
        String program = """
                {"//": {"metadata": {"stackName": "s"} %s},
                 "resource": {
                   "aws_kms_grant": {"g": {"grantee_principal": "%s"}},
                   "aws_sns_topic_subscription": {"s": {"endpoint": "https://in.others.example/x"}}}}
                """.formatted(beside, GRANT);
        try {
            return Program.of(Map.of("s", new ObjectMapper().readTree(program)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the test's program is no JSON", e);
        }
    }

    private static Partner partner(String form, String name, @Nullable LocalDate until) {
        return new Partner(form, name, "The acquirer reads the reports.", until);
    }

    private static List<String> found(Program program) {
        return RULES.check(program, List.of(), TODAY).findings(Severity.MEDIUM).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(result -> result.rule().id() + " " + result.qualifier())
                .toList();
    }

    @Test
    void withoutAPartnerEachIsFound() {
        assertThat(found(program("")))
                .containsExactlyInAnyOrder(
                        "parties-known account 222233334444", "parties-known host in.others.example");
    }

    @ParameterizedTest
    @CsvSource({
        "account, 222233334444, host in.others.example",
        "arn, arn:aws:iam::222233334444:role/reader, host in.others.example",
        "host, others.example, account 222233334444",
        "host, in.others.example, account 222233334444"
    })
    void aPartnerIsNotFound(String form, String name, String rest) {
        assertThat(found(program("").knowing(List.of(partner(form, name, null)))))
                .containsExactly("parties-known " + rest);
    }

    @ParameterizedTest
    @CsvSource({
        "account, 222233334445", "arn, arn:aws:iam::222233334444:role/read",
                "arn, arn:aws:iam::222233334444:role/reader2",
        "host, x.others.example", "mail, in.others.example", "bucket, 222233334444"
    })
    void anotherOneIsStillFound(String form, String name) {
        assertThat(found(program("").knowing(List.of(partner(form, name, null)))))
                .hasSize(2);
    }

    @Test
    void aStackSaysItsPartnersBesideItsMetadata() {
        String partners =
                ", \"partners\": [{\"form\": \"account\", \"name\": \"222233334444\", \"reason\": \"r\", \"until\": \"2026-12-01\"}]";
        assertThat(found(program(partners))).containsExactly("parties-known host in.others.example");
    }

    @Test
    void aPartnerWhoseTimeIsOverIsFoundOnce() {
        Program program = program("")
                .knowing(List.of(
                        partner("account", "222233334444", TODAY.minusDays(1)),
                        partner("host", "others.example", TODAY)));

        assertThat(RULES.check(program, List.of(), TODAY).findings(Severity.MEDIUM))
                .extracting(Result::rule)
                .extracting(rule -> rule.id())
                .containsExactly("partners-valid");
    }

    private static final String DECLARED =
            ", \"partners\": [{\"form\": \"account\", \"name\": \"222233334444\", \"reason\": \"r\"}]";

    private static List<String> notices(Program program) {
        return RULES.check(program, List.of(), TODAY).notices();
    }

    @Test
    void whoOnlyTheStackDeclaresIsNotBelievedWhereAFileIsGiven() {
        Program program = program(DECLARED).knowing(List.of(partner("host", "others.example", null)));

        assertThat(found(program)).containsExactly("parties-known account 222233334444");
        assertThat(notices(program))
                .containsExactly(
                        "not believed, since the stacks declare them and the file of --partners does not: account 222233334444");
    }

    @Test
    void whoTheFileDeclaresTooIsBelievedWithoutANote() {
        Program program = program(DECLARED).knowing(List.of(partner("account", "222233334444", null)));

        assertThat(found(program)).containsExactly("parties-known host in.others.example");
        assertThat(notices(program)).isEmpty();
    }

    @Test
    void whoIsBelievedOnTheWordOfTheStacksAloneIsNoted() {
        assertThat(notices(program(DECLARED)))
                .singleElement()
                .asString()
                .startsWith("believed because the stacks declare them, and nothing else: account 222233334444;")
                .contains("--partners FILE");
    }

    @Test
    void whoIsDeclaredAndNotNamedNeedsNoNote() {
        assertThat(notices(program(DECLARED.replace("222233334444", "555566667777"))))
                .isEmpty();
    }

    @Test
    void stacksThatThisRunHasWrittenDeclareWhatTheFileDeclares() {
        Program program = program(DECLARED).asWritten();

        assertThat(found(program)).containsExactly("parties-known host in.others.example");
        assertThat(notices(program)).isEmpty();
    }

    @Test
    void aPartnerWhoIsNamedNowhereIsAWarning() {
        Program program = program("")
                .knowing(List.of(
                        partner("account", "222233334444", null),
                        partner("host", "nowhere.example", null),
                        new Partner("mail", "alarms@others.example", Partner.NAMED_BY_SETTING, null)));

        assertThat(RULES.check(program, List.of(), TODAY).findings(Severity.LOW).stream()
                        .filter(result -> result.rule().id().equals("partners-valid")))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.rule().severity()).isEqualTo(Severity.LOW);
                    assertThat(result.value()).isEqualTo("nowhere.example is named nowhere; remove it");
                });
    }
}
