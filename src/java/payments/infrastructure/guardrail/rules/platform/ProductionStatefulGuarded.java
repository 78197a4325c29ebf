package payments.infrastructure.guardrail.rules.platform;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * What holds data or keys of production cannot be destroyed by a change of configuration, and a bucket is never emptied for that.
 * Read replicas can be made again. Other environments must be easy to remove.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle">Terraform: lifecycle</a>
 */
@Guardrail(
        id = "prod-stateful-guard",
        severity = Severity.HIGH,
        expects =
                "lifecycle.prevent_destroy on keys, buckets, tables, databases and log groups of production; never force_destroy",
        fix = "set lifecycle.prevent_destroy to true, remove force_destroy",
        why = "A renamed construct would delete the ledger on the next deployment",
        pci = {"10.3.2", "3.7.5"},
        sources = "ours: Terraform's own guard is no property of AWS")
final class ProductionStatefulGuarded extends ResourceRule {

    ProductionStatefulGuarded() {
        super(
                "aws_kms_key",
                "aws_s3_bucket",
                "aws_dynamodb_table",
                GlobalTable.TYPE,
                "aws_db_instance",
                "aws_rds_cluster",
                "aws_cloudwatch_log_group");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (!resource.isProduction()) {
            verdicts.notApplicable("not production");
            return;
        }
        if (!resource.has("replicate_source_db")) {
            verdicts.require(resource, "lifecycle.prevent_destroy", Value::isTrue);
        }
        verdicts.require(resource, "force_destroy", force -> force.isAbsent() || force.isFalse());
    }
}
