package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Groups of the cardholder data environment do not reach the whole internet on all ports. What has no endpoint may be
 * reached on one port; more than one to all addresses counts as all. A group that declares no egress has none: the
 * provider removes the one that AWS adds.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group">the provider's note on default egress</a>
 */
@Guardrail(
        id = "sg-no-open-egress",
        severity = Severity.HIGH,
        expects = "to all addresses at most one port",
        fix = "allow 443 to the endpoints' groups and prefix lists and 5432 to the database's group",
        why = "Data that is stolen leaves through egress",
        pci = "1.3.2",
        sources = {"CKV_AWS_382", "AVD-AWS-0104"})
final class SecurityGroupNoOpenEgress extends ResourceRule {
    SecurityGroupNoOpenEgress() {
        super(
                "aws_vpc_security_group_egress_rule",
                "aws_security_group_rule",
                "aws_security_group",
                "aws_default_security_group");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.has("dynamic.egress")) {
            verdicts.unknown("dynamic.egress", resource.attribute("dynamic.egress"));
            return;
        }
        List<GroupRule> rules =
                GroupRule.of(resource).stream().filter(rule -> !rule.ingress()).toList();
        if (rules.isEmpty()) {
            if (resource.attribute("egress").isUnknown()) {
                verdicts.unknown("egress", resource.attribute("egress"));
            } else {
                verdicts.notApplicable("it lets nothing out");
            }
        }
        for (GroupRule rule : rules) {
            if (!rule.group().map(Resource::isInScope).orElse(true)) {
                verdicts.notApplicable("the group is out of PCI scope");
            } else {
                judge(rule, verdicts);
            }
        }
    }

    private static void judge(GroupRule rule, Verdicts verdicts) {
        boolean closed = true;
        for (String attribute : GroupRule.ADDRESSES) {
            for (Value cidr : rule.block().attribute(attribute).elements()) {
                boolean open = GroupRule.isOpen(cidr) || GroupRule.isUnprovable(cidr);
                if (open && rule.hasManyPorts()) {
                    closed = false;
                    verdicts.fail(
                            rule.prefix().isEmpty() ? "" : rule.name(),
                            rule.prefix() + attribute,
                            cidr.text() + " by " + rule.name(),
                            "one port, or addresses of known networks, or a security group");
                }
            }
        }
        if (closed) {
            verdicts.pass(rule.prefix() + "from_port", rule.name());
        }
    }
}
