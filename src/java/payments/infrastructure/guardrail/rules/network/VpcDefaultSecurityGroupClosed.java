package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The default security group of every VPC is managed and lets nothing through. AWS makes it open between its members,
 * and whatever is created without a group gets it; the provider closes it once it manages it.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html">AWS: default security groups</a>
 */
@Guardrail(
        id = "vpc-default-sg-closed",
        severity = Severity.HIGH,
        expects = "an aws_default_security_group of this VPC without any rule",
        fix = "add an aws_default_security_group with the VPC's id and no ingress or egress",
        why = "What is started without a group must reach nothing and be reached by nothing",
        pci = {"1.2.5", "7.2.1"},
        sources = {
            "PCI.DSS.321-VPCDefaultSecurityGroupClosed",
            "CKV2_AWS_12",
            "AVD-AWS-0173",
            "EC2.2",
            "VPC_DEFAULT_SECURITY_GROUP_CLOSED"
        })
final class VpcDefaultSecurityGroupClosed extends ResourceRule {
    private static final List<String> RULE_TYPES = List.of(
            "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_security_group_rule");

    VpcDefaultSecurityGroupClosed() {
        super("aws_vpc");
    }

    @Override
    protected void judge(Resource vpc, Verdicts verdicts) {
        List<Resource> groups = vpc.referrers("aws_default_security_group", "vpc_id");
        if (groups.isEmpty()) {
            verdicts.fail("aws_default_security_group.vpc_id", "the default security group is not managed");
            return;
        }
        for (Resource group : groups) {
            for (String direction : List.of("ingress", "egress")) {
                boolean open = !group.blocks(direction).isEmpty()
                        || group.attribute(direction).isUnknown()
                        || group.has("dynamic." + direction);
                if (open) {
                    verdicts.fail(
                            direction, "aws_default_security_group." + direction, "has rules", "no rule in the group");
                } else {
                    verdicts.pass("aws_default_security_group." + direction, "no rule");
                }
            }
            added(vpc, group, verdicts);
        }
    }

    private static void added(Resource vpc, Resource group, Verdicts verdicts) {
        for (String type : RULE_TYPES) {
            Stream.concat(
                            group.referrers(type, "security_group_id").stream(),
                            vpc.referrers(type, "security_group_id").stream())
                    .distinct()
                    .forEach(rule -> verdicts.fail(
                            rule.address(), type + ".security_group_id", rule.address(), "no rule for this group"));
        }
    }
}
