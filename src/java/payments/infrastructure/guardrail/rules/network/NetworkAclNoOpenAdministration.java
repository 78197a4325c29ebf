package payments.infrastructure.guardrail.rules.network;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Network ACLs let no address of the internet to the ports of remote administration (22 and 3389), neither by name nor
 * in a wider range nor by all protocols.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html">AWS: network ACL rules</a>
 */
@Guardrail(
        id = "nacl-no-open-admin",
        severity = Severity.LOW,
        expects = "no allow from the internet that covers port 22 or 3389",
        fix = "allow the ports that are served, and answers on 1024-3388 and 3390-65535",
        why = "The second wall should hold when a security group is opened by mistake",
        pci = "1.3.1",
        sources = {
            "CKV_AWS_231",
            "CKV_AWS_232",
            "CKV_AWS_352",
            "AVD-AWS-0102",
            "AVD-AWS-0105",
            "EC2.21",
            "NACL_NO_UNRESTRICTED_SSH_RDP"
        })
final class NetworkAclNoOpenAdministration extends ResourceRule {
    private static final List<Long> ADMINISTRATION = List.of(22L, 3389L);

    NetworkAclNoOpenAdministration() {
        super("aws_network_acl_rule", "aws_network_acl", "aws_default_network_acl");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        boolean single = resource.type().equals("aws_network_acl_rule");
        List<Block> entries = single
                ? (resource.attribute("egress").isTrue() ? List.of() : List.of(resource))
                : resource.blocks("ingress");
        if (entries.isEmpty()) {
            verdicts.notApplicable("it lets nothing in");
        }
        for (Block entry : entries) {
            String attribute = single ? "cidr_block" : "ingress.cidr_block";
            String name = "rule "
                    + entry.attribute(single ? "rule_number" : "rule_no").text();
            if (isOpen(entry, single)) {
                verdicts.fail(name, attribute, name + " lets every address to remote administration", "known networks");
            } else {
                verdicts.pass(attribute, name);
            }
        }
    }

    private static boolean isOpen(Block entry, boolean single) {
        Value action = entry.attribute(single ? "rule_action" : "action");
        boolean open = Stream.of("cidr_block", "ipv6_cidr_block")
                .anyMatch(attribute -> GroupRule.isOpen(entry.attribute(attribute)));
        return !action.is("deny") && open && ADMINISTRATION.stream().anyMatch(port -> covers(entry, port));
    }

    private static boolean covers(Block entry, long port) {
        Value protocol = entry.attribute("protocol");
        if (protocol.isOneOf(Set.of("-1", "all"))) {
            return true;
        }
        if (!protocol.isOneOf(Set.of("tcp", "6"))) {
            return false;
        }
        BigDecimal wanted = BigDecimal.valueOf(port);
        return entry.attribute("from_port")
                        .number()
                        .map(from -> from.compareTo(wanted) <= 0)
                        .orElse(true)
                && entry.attribute("to_port")
                        .number()
                        .map(to -> to.compareTo(wanted) >= 0)
                        .orElse(true);
    }
}
