package payments.infrastructure.guardrail.rules.waf;

import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every web ACL writes a log, to a destination whose name AWS accepts, and leaves out the header fields that let
 * somebody in.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/logging.html">AWS: logging of a web ACL</a>
 */
@Guardrail(
        id = "waf-logging",
        severity = Severity.MEDIUM,
        expects =
                "a log whose destination begins with aws-waf-logs-, without authorization and cookie, with all that was blocked",
        fix = "add an aws_wafv2_web_acl_logging_configuration with redacted_fields for authorization and cookie",
        why = "Without a log an attack is invisible; with these fields the log is a list of open sessions",
        pci = {"10.4.2", "8.3.2"},
        sources = {"PCI.DSS.321-WAFv2LoggingEnabled", "CKV2_AWS_31", "WAF.11", "WAFV2_LOGGING_ENABLED"})
final class WafLogged extends ResourceRule {
    private static final String LOGGING = "aws_wafv2_web_acl_logging_configuration";
    private static final Map<String, String> DESTINATIONS = Map.of(
            "aws_cloudwatch_log_group", "name",
            "aws_s3_bucket", "bucket",
            "aws_kinesis_firehose_delivery_stream", "name");
    private static final String PREFIX = "aws-waf-logs-";

    WafLogged() {
        super("aws_wafv2_web_acl");
    }

    @Override
    protected void judge(Resource acl, Verdicts verdicts) {
        List<Resource> logs = acl.referrers("aws_wafv2_web_acl_logging_configuration", "resource_arn");
        if (logs.isEmpty()) {
            verdicts.fail("aws_wafv2_web_acl_logging_configuration.resource_arn", "no log");
        }
        for (Resource log : logs) {
            Value destinations = log.attribute("log_destination_configs");
            if (!destinations.elements().isEmpty()
                    && destinations.elements().stream().allMatch(one -> isNamedForWaf(log, one))) {
                verdicts.pass(LOGGING + ".log_destination_configs", destinations);
            } else {
                verdicts.fail(
                        "destination",
                        LOGGING + ".log_destination_configs",
                        destinations.text(),
                        "a name that begins with " + PREFIX);
            }
            judgeFilter(log, verdicts);
            for (String header : List.of("authorization", "cookie")) {
                boolean redacted = log.blocks("redacted_fields").stream()
                        .anyMatch(field ->
                                field.attribute("single_header.name").text().equalsIgnoreCase(header));
                if (redacted) {
                    verdicts.pass(LOGGING + ".redacted_fields", header);
                } else {
                    verdicts.fail(header, LOGGING + ".redacted_fields", header + " is logged", header + " redacted");
                }
            }
        }
    }

    /** A filter may leave out what passes, and never what was blocked. */
    private static void judgeFilter(Resource log, Verdicts verdicts) {
        for (Block filter : log.blocks("logging_filter")) {
            boolean dropsTheRest = filter.attribute("default_behavior").is("DROP");
            boolean recordsBlocks = filter.blocks("filter").stream()
                    .filter(one -> one.attribute("behavior").is("KEEP"))
                    .anyMatch(WafLogged::isOfBlocks);
            boolean dropsBlocks = filter.blocks("filter").stream()
                    .filter(one -> one.attribute("behavior").is("DROP"))
                    .anyMatch(WafLogged::isOfAllBlocks);
            if (dropsBlocks || (dropsTheRest && !recordsBlocks)) {
                verdicts.fail(
                        "filter",
                        LOGGING + ".logging_filter",
                        "requests that were blocked are not in the log",
                        "default_behavior KEEP, or a filter that keeps the action BLOCK");
            } else {
                verdicts.pass(LOGGING + ".logging_filter", "what is blocked is logged");
            }
        }
    }

    private static boolean isOfBlocks(Block filter) {
        return filter.blocks("condition").stream().anyMatch(WafLogged::isBlock);
    }

    /** Whether a filter is met by every request that was blocked, whatever else it has. */
    private static boolean isOfAllBlocks(Block filter) {
        boolean alone = filter.attribute("requirement").is("MEETS_ANY")
                || filter.blocks("condition").stream().allMatch(WafLogged::isBlock);
        return alone && isOfBlocks(filter);
    }

    private static boolean isBlock(Block condition) {
        return condition.attribute("action_condition.action").is("BLOCK");
    }

    private static boolean isNamedForWaf(Resource log, Value destination) {
        return DESTINATIONS.entrySet().stream().anyMatch(kind -> log.find(kind.getKey(), destination)
                        .filter(target ->
                                target.attribute(kind.getValue()).text().startsWith(PREFIX))
                        .isPresent())
                || destination.text().matches("arn:aws:[a-z0-9]+:.*[:/]" + PREFIX + "[^:/]+(:\\*)?");
    }
}
