package payments.infrastructure.guardrail.rules.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * A dashboard is one that CloudWatch draws: JSON with widgets of kinds that exist, which fit into 24 columns and have what their
 * kind needs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">AWS:
 *     dashboard body structure and syntax</a>
 */
@Guardrail(
        id = "cloudwatch-dashboard-accepted",
        severity = Severity.HIGH,
        expects = "a dashboard that CloudWatch takes and draws",
        fix = "write places and properties of the widgets as the structure of a dashboard's body says",
        why = "CloudWatch refuses the dashboard in the middle of an apply, or draws empty boxes",
        sources = "ours: neither Terraform nor public checks read the body")
final class CloudWatchDashboardAccepted extends ResourceRule {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_WIDGETS = 500;

    CloudWatchDashboardAccepted() {
        super("aws_cloudwatch_dashboard");
    }

    @Override
    protected void judge(Resource dashboard, Verdicts verdicts) {
        Refusals refusals = new Refusals();
        String body = dashboard.attribute("dashboard_body").text();
        try {
            judge(JSON.readTree(body), refusals);
        } catch (JsonProcessingException e) {
            if (!body.contains("${")) {
                refusals.add("dashboard_body", "no JSON: " + e.getOriginalMessage(), "JSON");
            }
        }
        refusals.say(verdicts, "CloudWatch draws it");
    }

    private static void judge(JsonNode body, Refusals refusals) {
        if (body.isTextual()) {
            return;
        }
        if (!body.path("widgets").isArray()) {
            refusals.add("dashboard_body", "no list of widgets", "an object with a list of widgets");
            return;
        }
        if (body.path("widgets").size() > MOST_WIDGETS) {
            refusals.add("dashboard_body", body.path("widgets").size() + " widgets", "at most 500 widgets");
        }
        int number = 0;
        for (JsonNode widget : body.path("widgets")) {
            new Widget(widget, number++, refusals).judge();
        }
    }
}
