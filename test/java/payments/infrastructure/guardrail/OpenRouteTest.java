package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Json;

/** A route that anyone may call: who may accept it, and what is said about it. */
@Requirement({"K10", "K30"})
class OpenRouteTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);
    private static final String PROVIDER =
            "'provider': {'aws': [{'alias': 'home', 'region': 'eu-west-1', 'default_tags': [{'tags': {%s}}]}]}";

    private static Report report(String tags, List<Suppression> suppressions) {
        Program program =
                Program.of(Map.of("one", Json.of("{%s, 'resource': {%s}}".formatted(PROVIDER.formatted(tags), """
                'aws_api_gateway_rest_api': {'a': {'provider': 'aws.home', 'name': 'pay'}},
                'aws_api_gateway_resource': {'p': {'provider': 'aws.home', 'path_part': 'payment',
                    'rest_api_id': '${aws_api_gateway_rest_api.a.id}',
                    'parent_id': '${aws_api_gateway_rest_api.a.root_resource_id}'}},
                'aws_api_gateway_method': {'m': {'provider': 'aws.home', 'rest_api_id': '${aws_api_gateway_rest_api.a.id}',
                    'resource_id': '${aws_api_gateway_resource.p.id}', 'http_method': 'POST', 'authorization': 'NONE',
                    'api_key_required': true}}"""))));
        return new Guardrails(List.of(Catalogue.rule("apigw-auth").orElseThrow())).check(program, suppressions, TODAY);
    }

    private static Suppression accepted() {
        return new Suppression(
                "apigw-auth",
                "one/aws_api_gateway_method.m",
                "",
                "the old callers send no identity",
                "payments team",
                "a firewall",
                TODAY.plusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "'''pci-scope'': ''cde''', CRITICAL",
        "'', CRITICAL",
        "'''pci-scope'': ''whatever''', CRITICAL",
        "'''pci-scope'': ''connected''', HIGH",
        "'''pci-scope'': ''out''', HIGH"
    })
    void itIsAsGraveAsTheDataIsNear(String tags, Severity severity) {
        assertThat(report(tags, List.of()).findings(Severity.LOW))
                .extracting(finding -> finding.rule().severity())
                .containsExactly(severity);
    }

    @Test
    void itsOwnerMayAcceptItForATimeWhereNoCardDataIs() {
        Report report = report("'pci-scope': 'connected'", List.of(accepted()));

        assertThat(report.findings(Severity.LOW)).isEmpty();
        assertThat(report.openRoutes()).singleElement().satisfies(open -> {
            assertThat(open.stack()).isEqualTo("one");
            assertThat(open.route()).isEqualTo("POST /payment");
            assertThat(open.reason()).isEqualTo("the old callers send no identity");
            assertThat(open.owner()).isEqualTo("payments team");
            assertThat(open.end()).isEqualTo("2027-01-02");
        });
    }

    @Test
    void nobodyAcceptsItInTheCardholderDataEnvironment() {
        Report report = report("'pci-scope': 'cde'", List.of(accepted()));

        assertThat(report.findings(Severity.CRITICAL))
                .extracting(Result::message)
                .anySatisfy(message -> assertThat(message)
                        .startsWith("critical [apigw-auth]")
                        .contains("NONE on POST /payment")
                        .contains("cannot be accepted"));
        assertThat(report.openRoutes()).singleElement().satisfies(open -> {
            assertThat(open.accepted()).isNull();
            assertThat(open.reason()).contains("not accepted");
        });
    }

    @Test
    void aSuppressionThatCannotHelpIsNotCalledUnused() {
        assertThat(report("'pci-scope': 'cde'", List.of(accepted())).findings(Severity.LOW))
                .noneMatch(finding -> finding.value().contains("covers no finding"));
    }
}
