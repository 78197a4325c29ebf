package payments.infrastructure.guardrail.rules.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Terraform goes on comparing what protects: policies, rules of networks, encryption, logging. What {@code ignore_changes} names
 * can be opened by hand, and no plan shows it. Arguments that force a new resource cannot be changed by hand and may be ignored, as
 * may what belongs to a deployment of code or a size. A bucket's old arguments, which resources of their own have taken over, are
 * such too.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes">Terraform:
 *     ignore_changes</a>
 */
@Guardrail(
        id = "terraform-drift-seen",
        severity = Severity.MEDIUM,
        expects = "no argument that protects, and not all of them, under ignore_changes",
        fix = "remove the argument from lifecycle.ignore_changes",
        why = "What is opened by hand stays open: no plan shows a change that Terraform is to ignore",
        pci = {"11.5.2", "1.2.8"},
        sources = "ours: lifecycle is no property of AWS")
final class TerraformDriftSeen extends Rule {
    /** Who may do what: a change here opens the resource by itself. */
    private static final Pattern GRANTS = Pattern.compile(
            "(?:.*_)?policy|(?:.*_)?policy_document|inline_policy|acl|grant|principals?|principal_org_id|permissions_boundary|access_policies|statement");

    private static final Pattern PROTECTS = Pattern.compile(
            "ingress|egress|(?:.*_)?cidr_blocks?|cidr_ipv[46]|(?:ingress_|egress_)?rules?|default_action|(?:vpc_)?security_group(?:_id)?s"
                    + "|(?:.*_)?encrypt(?:ed|ion)(?:_.*)?|server_side_encryption(?:_.*)?|kms_(?:master_)?key(?:_id|_arn)?|kms_data_key_.*|sqs_managed_sse_enabled"
                    + "|publicly_accessible|block_public_.*|ignore_public_acls|restrict_public_buckets|public_access_block.*|map_public_ip_on_launch|associate_public_ip_address"
                    + "|deletion_protection(?:_enabled)?|enable_deletion_protection|enable_key_rotation|rotation_.*|point_in_time_recovery|backup_retention_period|object_lock_.*"
                    + "|(?:enable_)?logging(?:_.*)?|access_logs?(?:_settings)?|enabled_cloudwatch_logs_exports|log_file_validation|enable_log_file_validation|is_multi_region_trail|event_selector|retention_in_days"
                    + "|ssl_policy|min(?:imum)?_(?:tls|protocol)_version|security_policy|metadata_options|iam_database_authentication_enabled"
                    + "|authorization(?:_type)?|authorizer_id|api_key_required|source_arn|source_account|web_acl_id|firewall_.*|allowed_.*|endpoint_public_access|public_access_cidrs");

    /** By type: what forces a new resource, or what resources of their own have taken over. */
    private static final Map<String, Pattern> NOT_BY_HAND = Map.of(
            "aws_db_instance",
            Pattern.compile("kms_key_id|storage_encrypted"),
            "aws_rds_cluster",
            Pattern.compile("kms_key_id|storage_encrypted"),
            "aws_ebs_volume",
            Pattern.compile("kms_key_id|encrypted"),
            "aws_efs_file_system",
            Pattern.compile("kms_key_id|encrypted"),
            "aws_s3_bucket",
            Pattern.compile(
                    "acl|grant|policy|logging|versioning|server_side_encryption_configuration|object_lock_.*|lifecycle_rule"),
            // A deployment of code moves these between blue and green.
            "aws_lb_listener",
            Pattern.compile("default_action"),
            "aws_alb_listener",
            Pattern.compile("default_action"),
            // How large a group grows is no permission.
            "aws_autoscaling_policy",
            Pattern.compile(".*"),
            "aws_appautoscaling_policy",
            Pattern.compile(".*"));

    /** Policies that are no permission. */
    private static final Pattern NO_GRANT = Pattern.compile(
            "(?:.*_)?(?:scaling|redrive|delivery|retry|lifecycle|filter|update|routing|termination|cache|origin_request|redrive_allow)_policy");

    private static final String IGNORED = "lifecycle.ignore_changes";

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            for (Resource resource : stack.resources()) {
                Set<String> ignored = ignored(resource.body().path("lifecycle"));
                if (!ignored.isEmpty() && resource.type().startsWith("aws_")) {
                    judging.about(Subject.of(resource), verdicts -> judge(resource, ignored, verdicts));
                }
            }
            judging.about(Subject.of(stack), verdicts -> verdicts.pass("", "every resource was looked at"));
        }
    }

    private static void judge(Resource resource, Set<String> ignored, Verdicts verdicts) {
        if (ignored.contains("all")) {
            verdicts.fail("all", IGNORED, "all", "the arguments that change outside of Terraform, one by one");
        }
        for (String argument : ignored) {
            boolean byHand = !NOT_BY_HAND
                    .getOrDefault(resource.type(), Pattern.compile("(?!)"))
                    .matcher(argument)
                    .matches();
            if (!byHand) {
                continue;
            }
            if (GRANTS.matcher(argument).matches()
                    && !NO_GRANT.matcher(argument).matches()) {
                verdicts.fail(
                        new Verdicts.Finding(Severity.HIGH, argument),
                        IGNORED,
                        argument,
                        "without " + argument + ", which says who may do what");
            } else if (PROTECTS.matcher(argument).matches()) {
                verdicts.fail(argument, IGNORED, argument, "without " + argument + ", which protects");
            }
        }
        verdicts.pass(IGNORED, String.join(", ", ignored));
    }

    /** The arguments at the top of the resource, in each form that Terraform has for them. */
    private static Set<String> ignored(JsonNode lifecycle) {
        Set<String> arguments = new LinkedHashSet<>();
        for (JsonNode block : lifecycle.isArray() ? lifecycle : List.of(lifecycle)) {
            JsonNode written = block.path("ignore_changes");
            for (JsonNode one : written.isArray() ? written : List.of(written)) {
                String name =
                        one.asText("").replaceAll("^\\$\\{\\s*|\\s*}$", "").split("[.\\[]", 2)[0];
                if (!name.isEmpty()) {
                    arguments.add(name);
                }
            }
        }
        return arguments;
    }
}
