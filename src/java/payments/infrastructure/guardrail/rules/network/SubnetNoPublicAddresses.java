package payments.infrastructure.guardrail.rules.network;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Subnets give no interface a public address by themselves; what must have one (a NAT gateway, a load balancer) gets it on
 * purpose. Absent means no, except in a default subnet.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html">AWS: IP addressing of subnets</a>
 */
@Guardrail(
        id = "subnet-no-public-ip",
        severity = Severity.HIGH,
        expects = "no public addresses on launch",
        fix = "remove map_public_ip_on_launch, or set it to false",
        why = "A public address makes every later mistake in a security group an exposure",
        pci = {"1.4.1", "1.4.4"},
        sources = {
            "PCI.DSS.321-VPCSubnetAutoAssignPublicIpDisabled",
            "CKV_AWS_130",
            "AVD-AWS-0164",
            "EC2.15",
            "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"
        })
final class SubnetNoPublicAddresses extends ResourceRule {
    SubnetNoPublicAddresses() {
        super("aws_subnet", "aws_default_subnet");
    }

    @Override
    protected void judge(Resource subnet, Verdicts verdicts) {
        boolean publicByDefault = subnet.type().equals("aws_default_subnet");
        verdicts.require(
                subnet, "map_public_ip_on_launch", given -> given.isFalse() || (given.isAbsent() && !publicByDefault));
    }
}
