package payments.infrastructure.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;

/** Every verdict with its evidence. Field names are contract. */
final class JsonReport {
    private final Report report;
    private final ReportContext context;

    private final Map<Result, String> causes = new HashMap<>();

    JsonReport(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
        report.causes(Severity.LOW)
                .forEach(cause -> cause.findings().forEach(finding -> causes.put(finding, cause.name())));
    }

    String render() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("program", context.program())
                .put("version", context.version())
                .put("commit", context.commit())
                .put("day", context.day().toString())
                .put("standard", PciRequirements.load().standard())
                .put("failsFrom", lower(context.failsFrom()))
                .put("findings", report.findings(context.failsFrom()).size())
                .put("causes", report.causes(context.failsFrom()).size())
                .put(
                        "warnings",
                        report.findings(Severity.LOW).size()
                                - report.findings(context.failsFrom()).size())
                .put("resources", report.resources());
        ArrayNode stacks = root.putArray("stacks");
        report.stacks().forEach(stacks::add);
        ObjectNode uncovered = root.putObject("typesWithoutRule");
        report.uncovered().forEach(uncovered::put);
        ArrayNode notices = root.putArray("notices");
        report.notices().forEach(notices::add);
        ArrayNode openRoutes = root.putArray("openRoutes");
        report.openRoutes().forEach(open -> openRoutes
                .addObject()
                .put("stack", open.stack())
                .put("route", open.route())
                .put("reason", open.reason())
                .put("owner", open.owner())
                .put("until", open.end()));
        ArrayNode verdicts = root.putArray("verdicts");
        report.results().forEach(result -> verdicts.add(verdict(result)));
        return Json.pretty(root);
    }

    private ObjectNode verdict(Result result) {
        ObjectNode verdict = JsonNodeFactory.instance.objectNode();
        verdict.put("rule", result.rule().id())
                .put("severity", lower(result.rule().severity()))
                .put("verdict", lower(result.verdict()))
                .put("stack", result.subject().stack())
                .put("path", result.subject().path())
                .put("address", result.subject().address())
                .put("type", result.subject().type())
                .put("region", result.subject().region())
                .put("finding", result.qualifier())
                .put("attribute", result.attribute())
                .put("evidence", result.value())
                .put("expected", result.expected())
                .put("fix", result.rule().fix());
        if (causes.containsKey(result)) {
            verdict.put("cause", causes.get(result));
        }
        ArrayNode pci = verdict.putArray("pci");
        result.rule().pci().forEach(pci::add);
        Suppression suppression = report.suppressed().get(result);
        if (suppression != null) {
            verdict.putObject("suppression")
                    .put("reason", suppression.reason())
                    .put("owner", suppression.owner())
                    .put("control", suppression.control())
                    .put("expires", suppression.expires().toString());
        }
        return verdict;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
