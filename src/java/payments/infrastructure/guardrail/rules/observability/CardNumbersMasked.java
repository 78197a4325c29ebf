package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Groups that hold what our code or its callers write mask card numbers, and report that they did. Logs that services write in
 * a form of their own have no room for them: flow logs, trails, DNS queries, web firewall, database engine, and the findings
 * of the masks themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html">AWS: protect log data with masking</a>
 */
@Guardrail(
        id = "log-pan-masking",
        severity = Severity.MEDIUM,
        expects = "a data protection policy that masks CreditCardNumber and audits findings to a destination",
        fix =
                "add aws_cloudwatch_log_data_protection_policy with an Audit and a Deidentify statement for CreditCardNumber",
        why = "One careless line would put a card number into a log that is kept for a year",
        pci = {"3.4.1", "3.5.1", "12.10.7"},
        sources = "ours: no public check asks for the masking that AWS offers")
final class CardNumbersMasked extends ResourceRule {
    private static final String CARD = "CreditCardNumber";
    private static final Pattern OF_SERVICES =
            Pattern.compile("^/aws/rds/|^aws-waf-logs-|^RDSOSMetrics$|^/aws/route53/");

    /** What writes into a group in a form of its own: type and attribute. */
    private static final List<List<String>> WRITERS = List.of(
            List.of("aws_flow_log", "log_destination"),
            List.of("aws_cloudtrail", "cloud_watch_logs_group_arn"),
            List.of("aws_route53_query_log", "cloudwatch_log_group_arn"),
            List.of("aws_wafv2_web_acl_logging_configuration", "log_destination_configs"),
            List.of(
                    "aws_cloudwatch_log_data_protection_policy",
                    "policy_document.Statement.Operation.Audit.FindingsDestination.CloudWatchLogs.LogGroup"));

    CardNumbersMasked() {
        super("aws_cloudwatch_log_group");
    }

    @Override
    protected void judge(Resource group, Verdicts verdicts) {
        if (isOfServices(group)) {
            verdicts.notApplicable("a service writes it, in a form of its own");
            return;
        }
        List<Resource> policies = group.referrers("aws_cloudwatch_log_data_protection_policy", "log_group_name");
        if (policies.isEmpty()) {
            verdicts.fail("policy_document", "no data protection policy");
        }
        for (Resource policy : policies) {
            judgePolicy(policy, verdicts);
        }
    }

    private static boolean isOfServices(Resource group) {
        return OF_SERVICES.matcher(group.attribute("name").text()).find()
                || WRITERS.stream().anyMatch(writer -> !group.referrers(writer.get(0), writer.get(1))
                        .isEmpty());
    }

    private void judgePolicy(Resource policy, Verdicts verdicts) {
        Optional<Resource> data =
                policy.attribute("policy_document").target("aws_cloudwatch_log_data_protection_policy_document");
        List<Block> statements = data.map(document -> document.blocks("statement"))
                .orElseGet(() -> policy.blocks("policy_document.Statement"));
        boolean rendered = data.isPresent();
        if (statements.isEmpty() && policy.attribute("policy_document").isUnknown()) {
            verdicts.unknown("policy_document", policy.attribute("policy_document"));
            return;
        }
        boolean masks = statements.stream()
                .anyMatch(statement -> namesCards(statement, rendered)
                        && !statement
                                .attribute(
                                        rendered
                                                ? "operation.deidentify.mask_config"
                                                : "Operation.Deidentify.MaskConfig")
                                .isAbsent());
        String audit = rendered ? "operation.audit.findings_destination" : "Operation.Audit.FindingsDestination";
        boolean audits = statements.stream()
                .anyMatch(statement -> namesCards(statement, rendered)
                        && !statement.attribute(audit).json().isEmpty());
        if (masks && audits) {
            verdicts.pass("policy_document", policy.address());
        } else {
            verdicts.fail(
                    masks ? "audit" : "mask",
                    "policy_document",
                    policy + (masks ? " reports nothing" : " does not mask " + CARD),
                    definition().expects());
        }
    }

    private static boolean namesCards(Block statement, boolean rendered) {
        return statement
                .attribute(rendered ? "data_identifiers" : "DataIdentifier")
                .texts()
                .anyMatch(name -> name.endsWith("/" + CARD));
    }
}
