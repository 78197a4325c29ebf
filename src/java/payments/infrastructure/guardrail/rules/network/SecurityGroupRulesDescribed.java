package payments.infrastructure.guardrail.rules.network;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A security group and each of its rules say what they are for. PCI DSS wants the business need of each open port; the
 * description is where it is kept. The provider's default text says nothing.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group">the default description</a>
 */
@Guardrail(
        id = "sg-rule-described",
        severity = Severity.LOW,
        expects = "a description in your own words",
        fix = "say in description who needs this and for what",
        why = "A rule without an explanation is never removed",
        pci = {"1.2.5", "1.2.6"},
        sources = {"AwsSolutions-EC27", "CKV_AWS_23", "AVD-AWS-0099", "AVD-AWS-0124"})
final class SecurityGroupRulesDescribed extends ResourceRule {
    SecurityGroupRulesDescribed() {
        super(
                "aws_vpc_security_group_ingress_rule",
                "aws_vpc_security_group_egress_rule",
                "aws_security_group_rule",
                "aws_security_group");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        verdicts.require(resource, "description", SecurityGroupRulesDescribed::saysSomething);
        if (resource.type().equals("aws_security_group")) {
            for (GroupRule rule : GroupRule.of(resource)) {
                Value description = rule.block().attribute("description");
                if (!saysSomething(description)) {
                    verdicts.fail(
                            rule.name(),
                            rule.prefix() + "description",
                            description.toString(),
                            "a description of the rule");
                }
            }
        }
    }

    private static boolean saysSomething(Value description) {
        return !description.text().isBlank() && !description.is("Managed by Terraform");
    }
}
