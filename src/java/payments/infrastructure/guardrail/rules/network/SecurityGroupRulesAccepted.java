package payments.infrastructure.guardrail.rules.network;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * Rules of security groups and network ACLs have a protocol, ports that belong to it, one other side, a description of allowed
 * characters, and in an ACL a number of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html">AWS: IpPermission</a>
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html">AWS: CreateNetworkAclEntry</a>
 */
@Guardrail(
        id = "sg-rules-accepted",
        severity = Severity.HIGH,
        expects = "a rule that EC2 accepts",
        fix = "correct the protocol, the ports or the other side of the rule",
        why = "EC2 refuses the rule, and what it was to let through waits until it times out",
        sources = "ours: Terraform looks at each argument alone")
final class SecurityGroupRulesAccepted extends AcceptanceRule {
    private static final String ACL_RULE = "aws_network_acl_rule";
    private static final String ACL = "aws_network_acl";
    private static final Pattern PROTOCOL =
            Pattern.compile("(?i)tcp|udp|icmp|icmpv6|all|-1|[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
    private static final Pattern PORTED = Pattern.compile("(?i)tcp|udp|6|17");
    private static final Pattern ICMP = Pattern.compile("(?i)icmp|icmpv6|1|58");
    private static final Pattern DESCRIPTION = Pattern.compile("[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{0,255}");
    private static final Set<String> SINGLE =
            Set.of("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule");
    private static final String[] OTHER_SIDES = {
        "cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"
    };

    SecurityGroupRulesAccepted() {
        super(Stream.concat(Stream.of(GroupRule.types()), Stream.of(ACL_RULE, ACL))
                .toArray(String[]::new));
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        switch (resource.type()) {
            case ACL_RULE -> examineAclRule(resource, objections);
            case ACL -> examineAcl(resource, objections);
            default ->
                GroupRule.of(resource).forEach(rule -> {
                    examinePorts(rule.block(), rule.prefix(), "", objections);
                    examineAddresses(rule.block(), rule.prefix(), GroupRule.ADDRESSES, objections);
                    examineDescription(rule, objections);
                });
        }
        if (SINGLE.contains(resource.type())) {
            examineOtherSide(resource, objections);
        } else if (resource.type().equals("aws_security_group_rule")) {
            examineOldOtherSide(resource, objections);
        }
    }

    private static void examinePorts(Block rule, String prefix, String qualifier, Objections objections) {
        String name = rule.has("ip_protocol") ? "ip_protocol" : "protocol";
        Value protocol = rule.attribute(name);
        if (!protocol.isKnown()) {
            return;
        }
        if (!PROTOCOL.matcher(protocol.text()).matches()) {
            objections.add(
                    qualifier + prefix + name,
                    prefix + name,
                    protocol.text(),
                    "tcp, udp, icmp, icmpv6, -1 or a number of a protocol");
            return;
        }
        Value from = rule.attribute("from_port");
        Value to = rule.attribute("to_port");
        Optional<BigDecimal> first = from.number();
        Optional<BigDecimal> last = to.number();
        if (PORTED.matcher(protocol.text()).matches()) {
            for (String port : List.of("from_port", "to_port")) {
                Value written = rule.attribute(port);
                if (written.isAbsent() || (written.number().isPresent() && !written.isBetween(0, 65_535))) {
                    objections.add(
                            qualifier + prefix + port,
                            prefix + port,
                            written.isAbsent() ? "(absent)" : written.text(),
                            "a port, 0 to 65535");
                }
            }
            if (first.isPresent() && last.isPresent() && first.get().compareTo(last.get()) > 0) {
                objections.add(
                        qualifier + prefix + "to_port",
                        prefix + "to_port",
                        to.text(),
                        "at least from_port, which is " + from);
            }
        } else if (protocol.is("-1") || protocol.text().equalsIgnoreCase("all")) {
            boolean ports = Stream.of(first, last)
                    .anyMatch(port -> port.filter(number -> number.signum() > 0).isPresent());
            if (ports) {
                objections.add(
                        qualifier + prefix + "from_port",
                        prefix + "from_port",
                        "%s to %s".formatted(from, to),
                        "no ports: -1 means every protocol");
            }
        } else if (ICMP.matcher(protocol.text()).matches()
                && Stream.of(from, to).anyMatch(code -> code.number().isPresent() && !code.isBetween(-1, 255))) {
            objections.add(
                    qualifier + prefix + "from_port",
                    prefix + "from_port",
                    "%s, %s".formatted(from, to),
                    "type and code of ICMP, -1 to 255");
        }
    }

    private static void examineAddresses(Block rule, String prefix, List<String> attributes, Objections objections) {
        for (String attribute : attributes) {
            for (Value cidr : rule.attribute(attribute).elements()) {
                boolean four = !attribute.contains("ipv6");
                if (!cidr.isKnown() || cidr.is("")) {
                    continue;
                }
                boolean six =
                        cidr.text().matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])");
                Optional<AddressBlock> block = AddressBlock.of(cidr.text());
                boolean right = four
                        ? block.filter(found -> found.notation().equals(cidr.text()))
                                .isPresent()
                        : six;
                if (!right) {
                    objections.add(
                            prefix + attribute + "::" + cidr.text(),
                            prefix + attribute,
                            cidr.text(),
                            four
                                    ? block.map(AddressBlock::notation)
                                            .orElse("a block of IPv4 addresses, such as 10.0.0.0/16")
                                    : "a block of IPv6 addresses, such as 2001:db8::/32");
                }
            }
        }
    }

    private static void examineDescription(GroupRule rule, Objections objections) {
        Value description = rule.block().attribute("description");
        if (description.isKnown() && !DESCRIPTION.matcher(description.text()).matches()) {
            objections.add(
                    rule.prefix() + "description::" + rule.name(),
                    rule.prefix() + "description",
                    description.text(),
                    "at most 255 of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*");
        }
    }

    private static void examineOtherSide(Resource rule, Objections objections) {
        List<String> sides = Stream.of(OTHER_SIDES)
                .filter(side -> Objections.isSaid(rule.attribute(side)))
                .toList();
        if (sides.size() != 1) {
            objections.add(
                    "other side",
                    "referenced_security_group_id",
                    sides.isEmpty() ? "(absent)" : String.join(" and ", sides),
                    "one of " + String.join(", ", OTHER_SIDES));
        }
    }

    private static void examineOldOtherSide(Resource rule, Objections objections) {
        boolean addresses = Objections.isSaid(rule.attribute("cidr_blocks"))
                || Objections.isSaid(rule.attribute("ipv6_cidr_blocks"));
        boolean group = Objections.isSaid(rule.attribute("source_security_group_id"));
        boolean self = rule.attribute("self").isTrue();
        objections.addIf(self && (addresses || group), rule, "self", "false, or no other side beside it");
        objections.addIf(
                group && addresses,
                rule,
                "source_security_group_id",
                "a group or addresses, each in a rule of its own");
        objections.addIf(
                !self
                        && !group
                        && !addresses
                        && !Objections.isSaid(rule.attribute("prefix_list_ids"))
                        && !rule.has("self"),
                rule,
                "cidr_blocks",
                "an other side, such as source_security_group_id");
    }

    private static void examineAclRule(Resource rule, Objections objections) {
        examinePorts(rule, "", "", objections);
        examineAddresses(rule, "", List.of("cidr_block", "ipv6_cidr_block"), objections);
        Value number = rule.attribute("rule_number");
        objections.addIf(
                number.number().isPresent() && !number.isBetween(1, 32_766), rule, "rule_number", "1 to 32766");
        for (Resource other : rule.alike("network_acl_id")) {
            boolean same = !other.equals(rule)
                    && number.isKnown()
                    && other.attribute("rule_number").is(number.text())
                    && other.attribute("egress").isTrue()
                            == rule.attribute("egress").isTrue();
            if (same) {
                objections.add(
                        other.address(),
                        "rule_number",
                        number.text(),
                        "a number that %s does not have".formatted(other.address()));
            }
        }
    }

    private static void examineAcl(Resource acl, Objections objections) {
        for (String direction : List.of("ingress", "egress")) {
            Set<String> seen = new HashSet<>();
            for (Block rule : acl.blocks(direction)) {
                Value number = rule.attribute("rule_no");
                examinePorts(rule, direction + ".", number.text() + " ", objections);
                if (number.number().isPresent() && (!number.isBetween(1, 32_766) || !seen.add(number.text()))) {
                    objections.add(
                            direction + " " + number.text(),
                            direction + ".rule_no",
                            number.text(),
                            "1 to 32766, each once");
                }
            }
        }
    }
}
