package payments.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;

/** The same verdicts in four forms. */
@Requirement({"X3", "B11"})
class ReportFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);
    private static final ReportContext CONTEXT =
            new ReportContext("main/deployments/x.yaml", "payments 1", "abc123", TODAY, Severity.MEDIUM, false);

    /** One key that rotates, one that does not, and one that does not but may. */
    private static final String KEYS = """
            {"provider": {"aws": [{"alias": "home", "region": "eu-west-1"}]},
             "resource": {"aws_kms_key": {
               "good": {"provider": "aws.home", "enable_key_rotation": true},
               "bad": {"provider": "aws.home", "description": "<script>alert('x')</script>"},
               "accepted": {"provider": "aws.home"}},
              "aws_unheard_of": {"x": {"provider": "aws.home"}}}}""";

    @Test
    void textNamesEachFindingAndSumsUp() {
        assertThat(ReportFormat.TEXT.render(report(), CONTEXT))
                .contains(
                        "high [kms-rotation-enabled] only/aws_kms_key.bad (aws_kms_key.bad): enable_key_rotation = (absent);"
                                + " expected rotation on")
                .contains("PCI DSS 3.7.4")
                .contains("fix: set enable_key_rotation")
                .doesNotContain("aws_unheard_of")
                .contains("1 finding,")
                .contains("1 suppressed");
    }

    @Test
    @Requirement({"K10", "K30"})
    void openRoutesHaveASectionOfTheirOwnInEachForm() {
        Report report = reportOf(
                """
                {"provider": {"aws": [{"alias": "home", "region": "eu-west-1",
                   "default_tags": [{"tags": {"pci-scope": "connected"}}]}]},
                 "resource": {"aws_apigatewayv2_route": {
                   "open": {"provider": "aws.home", "route_key": "POST /payments"}}}}""",
                new Suppression(
                        "apigw-auth",
                        "only/aws_apigatewayv2_route.open",
                        "",
                        "old callers send no identity",
                        "the payments team",
                        "a firewall stands before it",
                        TODAY));

        assertThat(ReportFormat.TEXT.render(report, CONTEXT))
                .contains("open to anyone: POST /payments in only, accepted by the payments team until 2027-01-01");
        assertThat(ReportFormat.HTML.render(report, CONTEXT))
                .contains("<h2>Open routes</h2>")
                .contains("<td>only</td><td>POST /payments</td><td>old callers send no identity</td>"
                        + "<td>the payments team</td><td>2027-01-01</td>");
        assertThat(ReportFormat.JSON.render(report, CONTEXT)).contains("\"route\" : \"POST /payments\"");
    }

    @Test
    void warningsAreOneLineForEachRuleUnlessAllAreAskedFor() {
        Report report = reportOf("""
                {"provider": {"aws": [{"alias": "home", "region": "eu-west-1"}]},
                 "resource": {"aws_kms_key": {
                   "one": {"provider": "aws.home"}, "two": {"provider": "aws.home"}, "three": {"provider": "aws.home"}}}}""");

        String summed = ReportFormat.TEXT.render(report, of(Severity.CRITICAL, false));
        String all = ReportFormat.TEXT.render(report, of(Severity.CRITICAL, true));

        assertThat(summed.lines().filter(line -> line.contains("[kms-rotation-enabled]")))
                .singleElement()
                .asString()
                .startsWith("warning high [kms-rotation-enabled] 3 times, the first in only/aws_kms_key.one: expected ")
                .contains("fix: set enable_key_rotation");
        assertThat(summed).endsWith("--verbose lists each warning\n");
        assertThat(all.lines().filter(line -> line.contains("[kms-rotation-enabled]")))
                .hasSize(3);
    }

    @Test
    void aLongValueIsCutInTheTextAndWholeInTheOthers() {
        String value = "v".repeat(1_500);
        Report report = reportOf("""
                {"provider": {"aws": [{"alias": "home", "region": "eu-west-1"}]},
                 "resource": {"aws_kms_key": {"one": {"provider": "aws.home", "enable_key_rotation": "%s"}}}}""".formatted(value));

        assertThat(ReportFormat.TEXT.render(report, CONTEXT))
                .contains("v".repeat(200) + "... (1,500 characters in all)")
                .doesNotContain("v".repeat(201));
        assertThat(ReportFormat.JSON.render(report, CONTEXT)).contains(value);
        assertThat(ReportFormat.SARIF.render(report, CONTEXT)).contains(value);
    }

    private static ReportContext of(Severity failsFrom, boolean verbose) {
        return new ReportContext("x", "payments 1", "abc123", TODAY, failsFrom, verbose);
    }

    private static Report reportOf(String stack, Suppression... suppressions) {
        return new Guardrails().check(Program.of(Map.of("only", parse(stack))), List.of(suppressions), TODAY);
    }

    @Test
    void jsonHoldsEveryVerdictWithEvidenceAndSuppression() {
        JsonNode json = parse(ReportFormat.JSON.render(report(), CONTEXT));

        assertThat(json.path("findings").asInt()).isEqualTo(1);
        assertThat(json.path("commit").asText()).isEqualTo("abc123");
        assertThat(json.path("typesWithoutRule").path("aws_unheard_of").asInt()).isEqualTo(1);
        assertThat(verdicts(json, "aws_kms_key.bad", "enable_key_rotation")).containsExactly("fail");
        assertThat(verdicts(json, "aws_kms_key.accepted", "enable_key_rotation"))
                .containsExactly("suppressed");
        assertThat(verdicts(json, "aws_kms_key.good", "enable_key_rotation")).containsExactly("pass");
        assertThat(StreamSupport.stream(json.path("verdicts").spliterator(), false)
                        .filter(verdict -> verdict.has("suppression"))
                        .map(verdict ->
                                verdict.path("suppression").path("owner").asText()))
                .containsExactly("Ada");
    }

    @Test
    void sarifIsValidBySchemaAndNamesRulePlaceAndSuppression() {
        String text = ReportFormat.SARIF.render(report(), CONTEXT);

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(Objects.requireNonNull(
                                ReportFormatTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")))
                        .validate(parse(text)))
                .isEmpty();
        JsonNode run = parse(text).path("runs").path(0);
        assertThat(run.path("tool").path("driver").path("rules"))
                .hasSizeGreaterThanOrEqualTo(Catalogue.rules().size());
        JsonNode finding = run.path("results").path(0);
        JsonNode rule = run.path("tool")
                .path("driver")
                .path("rules")
                .path(finding.path("ruleIndex").asInt());
        assertThat(rule.path("id").asText()).isEqualTo("kms-rotation-enabled");
        assertThat(finding.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("main/deployments/x.yaml");
        assertThat(finding.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("only/aws_kms_key.bad");
        assertThat(run.path("results")
                        .path(1)
                        .at("/suppressions/0/justification")
                        .asText())
                .contains("owner Ada");
    }

    @Test
    void thePageNeedsNothingElseAndRunsNothing() {
        String page = ReportFormat.HTML.render(report(), CONTEXT);

        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("default-src 'none'")
                .doesNotContain("<script")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @Test
    void thePageHasEverythingThatAnAuditorAsks() {
        String page = ReportFormat.HTML.render(report(), CONTEXT);

        assertThat(page)
                .contains("PCI DSS v4.0.1")
                .contains("3.7.4 Keys are changed at the end of their lifetime: 4 pass, 1 fail, 1 suppressed")
                .contains("enable_key_rotation = true")
                .contains("aws_unheard_of")
                .contains("Inherited from AWS")
                .contains("Manual: no configuration shows this")
                .contains("supports");
        assertThat(page.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("meets ")
                .doesNotContain("compliant");
    }

    @Test
    void everyRequirementThatARuleNamesHasItsSummary() {
        assertThat(Catalogue.rules().stream()
                        .map(Rule::definition)
                        .flatMap(rule -> rule.pci().stream())
                        .collect(Collectors.toSet()))
                .isSubsetOf(PciRequirements.load().configuration().keySet());
    }

    private static Report report() {
        Rule rotation = Catalogue.rule("kms-rotation-enabled").orElseThrow();
        return new Guardrails(List.of(rotation))
                .check(
                        Program.of(Map.of("only", parse(KEYS))),
                        List.of(new Suppression(
                                "kms-rotation-enabled",
                                "only/aws_kms_key.accepted",
                                "",
                                "this key only ever signs test data",
                                "Ada",
                                "the data is thrown away each night",
                                TODAY)),
                        TODAY);
    }

    private static List<String> verdicts(JsonNode report, String address, String attribute) {
        return StreamSupport.stream(report.path("verdicts").spliterator(), false)
                .filter(verdict -> verdict.path("address").asText().equals(address))
                .filter(verdict -> verdict.path("attribute").asText().equals(attribute))
                .map(verdict -> verdict.path("verdict").asText())
                .toList();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
