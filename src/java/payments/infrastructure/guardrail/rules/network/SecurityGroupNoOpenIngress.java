package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No outside address may connect, but to port 443 of an application load balancer. A block wider than /8 counts as open,
 * because two halves of the internet are the internet; so does a managed prefix list that holds one. Every way of
 * writing a rule is judged.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html">AWS: security group rules</a>
 */
@Guardrail(
        id = "sg-no-open-ingress",
        severity = Severity.CRITICAL,
        expects =
                "no address block of the internet, but for TCP 443 of an application load balancer's group; in what was synthesized"
                        + " none that is no network of the program",
        fix = "name the security group that may connect instead of addresses",
        why = "An open port of a database, a function or a server is found by scanners within minutes",
        pci = {"1.3.1", "1.4.2"},
        sources = {
            "PCI.DSS.321-EC2RestrictedSSH",
            "PCI.DSS.321-EC2RestrictedCommonPorts",
            "AwsSolutions-EC23",
            "CKV_AWS_24",
            "CKV_AWS_25",
            "CKV_AWS_260",
            "CKV_AWS_277",
            "AVD-AWS-0107",
            "EC2.13",
            "EC2.14",
            "EC2.18",
            "EC2.19",
            "EC2.53",
            "EC2.54",
            "INCOMING_SSH_DISABLED",
            "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"
        })
final class SecurityGroupNoOpenIngress extends ResourceRule {
    private static final long HTTPS = 443;

    SecurityGroupNoOpenIngress() {
        super(
                "aws_vpc_security_group_ingress_rule",
                "aws_security_group_rule",
                "aws_security_group",
                "aws_default_security_group");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.has("dynamic.ingress")) {
            verdicts.unknown("dynamic.ingress", resource.attribute("dynamic.ingress"));
            return;
        }
        List<GroupRule> rules =
                GroupRule.of(resource).stream().filter(GroupRule::ingress).toList();
        if (rules.isEmpty()) {
            if (resource.attribute("ingress").isUnknown()) {
                verdicts.unknown("ingress", resource.attribute("ingress"));
            } else {
                verdicts.notApplicable("it lets nothing in");
            }
        }
        rules.forEach(rule -> judge(rule, verdicts));
    }

    private static void judge(GroupRule rule, Verdicts verdicts) {
        boolean frontDoor = rule.isOnlyTcp(HTTPS) && isOfLoadBalancer(rule);
        boolean closed = true;
        for (String attribute : GroupRule.ADDRESSES) {
            Value addresses = rule.block().attribute(attribute);
            for (Value cidr : addresses.elements()) {
                boolean bad = GroupRule.isOpen(cidr) || GroupRule.isUnprovable(cidr);
                if (bad && !frontDoor) {
                    closed = false;
                    verdicts.fail(
                            rule.prefix().isEmpty() ? "" : rule.name(),
                            rule.prefix() + attribute,
                            cidr.text() + " to " + rule.name() + (cidr.isKnown() ? "" : " (cannot be proven)"),
                            "addresses of known networks, or a security group");
                } else if (!frontDoor && isOfNobody(rule.written(), cidr)) {
                    closed = false;
                    verdicts.fail(
                            new Verdicts.Finding(Severity.MEDIUM, rule.name()),
                            rule.prefix() + attribute,
                            cidr.text() + " to " + rule.name(),
                            "addresses of a network of the program, or a security group");
                }
            }
        }
        for (String attribute : GroupRule.PREFIX_LISTS) {
            for (Value list : rule.block().attribute(attribute).elements()) {
                if (isOpenList(list) && !frontDoor) {
                    closed = false;
                    verdicts.fail(
                            rule.name(), rule.prefix() + attribute, list.text(), "a prefix list of known networks");
                }
            }
        }
        if (closed) {
            verdicts.pass(rule.prefix() + "from_port", rule.name());
        }
    }

    /** Whether addresses are those of no network that the program makes; what others wrote may know networks that it does not make. */
    private static boolean isOfNobody(Resource written, Value cidr) {
        return written.stack().isSynthesized()
                && AddressBlock.of(cidr.text())
                        .filter(block -> !Networks.has(written.stack().program(), block))
                        .isPresent();
    }

    private static boolean isOpenList(Value list) {
        return list.target("aws_ec2_managed_prefix_list")
                .filter(found ->
                        found.blocks("entry").stream().anyMatch(entry -> GroupRule.isOpen(entry.attribute("cidr"))))
                .isPresent();
    }

    private static boolean isOfLoadBalancer(GroupRule rule) {
        return rule.group()
                .filter(group -> Stream.of("aws_lb", "aws_alb")
                        .flatMap(type -> group.referrers(type, "security_groups").stream())
                        .anyMatch(balancer -> balancer.attribute("load_balancer_type")
                                        .isAbsent()
                                || balancer.attribute("load_balancer_type").is("application")))
                .isPresent();
    }
}
