package payments.infrastructure.guardrail.rules.observability;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Groups that hold what our code or its callers write mask card numbers, and report that they did. Logs that services write in
 * a form of their own have no room for them: flow logs, trails, DNS queries, web firewall, database engine. Findings of the
 * masking itself show where a card number stood, not which.
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
final class LogCardNumbersMasked extends ResourceRule {
    private static final String POLICY_DOCUMENT = "aws_cloudwatch_log_data_protection_policy.policy_document";
    private static final String CARD = "CreditCardNumber";
    private static final Pattern OF_SERVICES =
            Pattern.compile("^/aws/rds/|^aws-waf-logs-|^RDSOSMetrics$|^/aws/route53/");

    /** What writes into a group in a form of its own: type and attribute. */
    private static final List<List<String>> WRITERS = List.of(
            List.of("aws_flow_log", "log_destination"),
            List.of("aws_cloudtrail", "cloud_watch_logs_group_arn"),
            List.of("aws_route53_query_log", "cloudwatch_log_group_arn"),
            List.of("aws_wafv2_web_acl_logging_configuration", "log_destination_configs"));

    LogCardNumbersMasked() {
        super("aws_cloudwatch_log_group");
    }

    @Override
    protected void judge(Resource group, Verdicts verdicts) {
        if (isOfServices(group)) {
            verdicts.notApplicable("a service writes it, in a form of its own");
            return;
        }
        if (holdsFindings(group)) {
            verdicts.notApplicable("the masking of other groups reports here, without values");
            return;
        }
        List<Resource> policies = group.referrers("aws_cloudwatch_log_data_protection_policy", "log_group_name");
        if (policies.isEmpty()) {
            verdicts.fail(POLICY_DOCUMENT, "no data protection policy");
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

    private static boolean holdsFindings(Resource group) {
        Program program = group.stack().program();
        return program.once(Findings.class, Findings.class, () -> Findings.of(program))
                .groups()
                .contains(group);
    }

    /** The groups into which policies of masking report. A policy writes its findings in its own region and account. */
    private record Findings(Set<Resource> groups) {
        static Findings of(Program program) {
            Set<Resource> groups = new HashSet<>();
            for (Resource policy : program.resources("aws_cloudwatch_log_data_protection_policy")) {
                destinations(policy)
                        .flatMap(destination -> program.meant("aws_cloudwatch_log_group", destination).stream())
                        .filter(group -> policy.region().equals(group.region())
                                && policy.account().equals(group.account()))
                        .forEach(groups::add);
            }
            return new Findings(groups);
        }
    }

    private static Stream<Value> destinations(Resource policy) {
        Optional<Resource> data = document(policy);
        List<Block> statements = data.map(document -> document.blocks("statement"))
                .orElseGet(() -> policy.blocks("policy_document.Statement"));
        String destination = data.isPresent()
                ? "operation.audit.findings_destination.cloudwatch_logs.log_group"
                : "Operation.Audit.FindingsDestination.CloudWatchLogs.LogGroup";
        return statements.stream().map(statement -> statement.attribute(destination));
    }

    private static Optional<Resource> document(Resource policy) {
        return policy.attribute("policy_document").target("aws_cloudwatch_log_data_protection_policy_document");
    }

    private void judgePolicy(Resource policy, Verdicts verdicts) {
        Optional<Resource> data = document(policy);
        List<Block> statements = data.map(document -> document.blocks("statement"))
                .orElseGet(() -> policy.blocks("policy_document.Statement"));
        boolean rendered = data.isPresent();
        if (statements.isEmpty() && policy.attribute("policy_document").isUnknown()) {
            verdicts.unknown(POLICY_DOCUMENT, policy.attribute("policy_document"));
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
            verdicts.pass(POLICY_DOCUMENT, policy.address());
        } else {
            verdicts.fail(
                    masks ? "audit" : "mask",
                    POLICY_DOCUMENT,
                    policy + (masks ? " reports nothing" : " does not mask " + CARD));
        }
    }

    private static boolean namesCards(Block statement, boolean rendered) {
        return statement
                .attribute(rendered ? "data_identifiers" : "DataIdentifier")
                .texts()
                .anyMatch(name -> name.endsWith("/" + CARD));
    }
}
