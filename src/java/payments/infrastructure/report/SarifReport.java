package payments.infrastructure.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;

/**
 * Findings, also suppressed ones, in the form that code scanning reads.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 * @see <a href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">GitHub:
 *     SARIF support for code scanning</a>
 */
final class SarifReport {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final Report report;
    private final ReportContext context;
    private final Map<String, Integer> ruleIndex = new LinkedHashMap<>();
    private final Map<Result, String> causes = new HashMap<>();

    SarifReport(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
        report.causes(Severity.LOW)
                .forEach(cause -> cause.findings().forEach(finding -> causes.put(finding, cause.name())));
    }

    String render() {
        ObjectNode root = NODES.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "payments guardrails").put("version", context.version());
        ArrayNode rules = driver.putArray("rules");
        List<Result> shown = report.results().stream()
                .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.SUPPRESSED)
                .toList();
        Set<String> found = shown.stream().map(result -> result.rule().id()).collect(Collectors.toSet());
        definitions().forEach(definition -> {
            ruleIndex.put(definition.id(), ruleIndex.size());
            rules.add(rule(definition, found));
        });
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        shown.forEach(result -> results.add(result(result)));
        return Json.pretty(root);
    }

    /** The whole catalogue, and what was found beside it. */
    private List<RuleDefinition> definitions() {
        List<RuleDefinition> definitions =
                new ArrayList<>(Catalogue.rules().stream().map(Rule::definition).toList());
        report.results().stream()
                .map(Result::rule)
                .filter(rule ->
                        definitions.stream().noneMatch(known -> known.id().equals(rule.id())))
                .distinct()
                .forEach(definitions::add);
        return definitions;
    }

    /** Code scanning shows the help beside a finding; the rules that found nothing need no examples. */
    private static ObjectNode rule(RuleDefinition definition, Set<String> found) {
        ObjectNode rule = NODES.objectNode().put("id", definition.id());
        rule.putObject("shortDescription").put("text", "Expected: " + definition.expects());
        rule.putObject("fullDescription").put("text", definition.why());
        ObjectNode help = rule.putObject("help").put("text", "Fix: " + definition.fix());
        if (found.contains(definition.id())) {
            Explanation.of(definition.id())
                    .ifPresent(explanation -> help.put("markdown", ExplanationMarkdown.of(explanation)));
        }
        rule.putObject("defaultConfiguration").put("level", level(definition.severity()));
        ObjectNode properties = rule.putObject("properties");
        properties
                .put("security-severity", score(definition.severity()))
                .put("problem.severity", level(definition.severity()));
        ArrayNode tags = properties.putArray("tags").add("security");
        definition.pci().forEach(requirement -> tags.add("PCI DSS v4.0.1 " + requirement));
        return rule;
    }

    private ObjectNode result(Result result) {
        ObjectNode node = NODES.objectNode()
                .put("ruleId", result.rule().id())
                .put("ruleIndex", ruleIndex.getOrDefault(result.rule().id(), -1))
                .put("level", level(result.rule().severity()));
        node.putObject("message").put("text", result.message());
        ObjectNode location = node.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation")
                .put("uri", context.program().replace('\\', '/').replace(" ", "%20"));
        physical.putObject("region").put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", result.subject().path())
                .put("name", result.subject().address())
                .put("kind", "resource");
        node.putObject("partialFingerprints")
                .put(
                        "findingIdentity/v1",
                        String.join(
                                "|",
                                result.rule().id(),
                                result.subject().path(),
                                result.subject().address(),
                                result.attribute(),
                                result.qualifier()));
        if (causes.containsKey(result)) {
            node.putObject("properties").put("cause", causes.get(result));
        }
        Suppression suppression = report.suppressed().get(result);
        if (suppression != null && result.verdict() == Verdict.SUPPRESSED) {
            node.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("status", "accepted")
                    .put(
                            "justification",
                            "%s (owner %s, until %s; instead: %s)"
                                    .formatted(
                                            suppression.reason(),
                                            suppression.owner(),
                                            suppression.expires(),
                                            suppression.control()));
        }
        return node;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /** GitHub's scale: above 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, below low. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
        };
    }
}
