package payments.infrastructure.guardrail.rules.network;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * A rule of a security group, in whichever of the provider's three ways it is written: as its own resource (one way for each
 * direction, or the older {@code aws_security_group_rule}), or as a block of the group.
 *
 * @param written the resource in which it is written
 * @param block the block with its attributes: the resource itself, or an inner block
 * @param prefix what stands before an attribute's name in messages: empty, {@code ingress.} or {@code egress.}
 * @param ingress whether it lets traffic in; else out
 * @param group the group; empty when the program does not have it
 */
public record GroupRule(Resource written, Block block, String prefix, boolean ingress, Optional<Resource> group) {
    private static final Set<String> GROUPS = Set.of("aws_security_group", "aws_default_security_group");

    /** AWS: a VPC's block has at most this many addresses, so a rule that names one is never open. */
    private static final Set<String> BOUNDED = Set.of("aws_vpc", "aws_subnet", "aws_vpc_ipv4_cidr_block_association");

    /** The attributes that name addresses. */
    public static final List<String> ADDRESSES = List.of("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks");

    static final List<String> PREFIX_LISTS = List.of("prefix_list_id", "prefix_list_ids");

    /** The resource types in which rules are written. */
    public static String[] types() {
        return new String[] {
            "aws_vpc_security_group_ingress_rule",
            "aws_vpc_security_group_egress_rule",
            "aws_security_group_rule",
            "aws_security_group",
            "aws_default_security_group"
        };
    }

    /** The rules that a resource writes. */
    public static List<GroupRule> of(Resource resource) {
        return switch (resource.type()) {
            case "aws_vpc_security_group_ingress_rule" -> List.of(single(resource, true));
            case "aws_vpc_security_group_egress_rule" -> List.of(single(resource, false));
            case "aws_security_group_rule" ->
                List.of(single(resource, !resource.attribute("type").is("egress")));
            default -> {
                List<GroupRule> rules = new ArrayList<>();
                for (String direction : List.of("ingress", "egress")) {
                    resource.blocks(direction)
                            .forEach(block -> rules.add(new GroupRule(
                                    resource,
                                    block,
                                    direction + ".",
                                    direction.equals("ingress"),
                                    Optional.of(resource))));
                }
                yield rules;
            }
        };
    }

    private static GroupRule single(Resource resource, boolean ingress) {
        Optional<Resource> group =
                resource.attribute("security_group_id").target().filter(target -> GROUPS.contains(target.type()));
        return new GroupRule(resource, resource, "", ingress, group);
    }

    /** Whether it covers one TCP port and nothing else. */
    boolean isOnlyTcp(long port) {
        Value protocol = protocol();
        return (protocol.is("tcp") || protocol.is("6"))
                && block.attribute("from_port").isBetween(port, port)
                && block.attribute("to_port").isBetween(port, port);
    }

    /** Whether it covers a TCP port. Unknown ports count as all. */
    boolean covers(long port) {
        if (!protocol().isOneOf(Set.of("tcp", "6"))) {
            return !protocol().isKnown() || protocol().isOneOf(Set.of("-1", "all"));
        }
        BigDecimal wanted = BigDecimal.valueOf(port);
        return block.attribute("from_port")
                        .number()
                        .map(from -> from.compareTo(wanted) <= 0)
                        .orElse(true)
                && block.attribute("to_port")
                        .number()
                        .map(to -> to.compareTo(wanted) >= 0)
                        .orElse(true);
    }

    /** Whether it covers more than one port, or a whole protocol. Unknown ports count as many. */
    boolean hasManyPorts() {
        Value from = block.attribute("from_port");
        Value to = block.attribute("to_port");
        boolean ported = protocol().isOneOf(Set.of("tcp", "udp", "6", "17"));
        return !ported
                || from.number().isEmpty()
                || to.number().isEmpty()
                || from.number().get().compareTo(to.number().get()) != 0;
    }

    /** The protocol, in whichever attribute it is written. */
    public Value protocol() {
        return block.has("ip_protocol") ? block.attribute("ip_protocol") : block.attribute("protocol");
    }

    /** Whether an address block of the rule is open to every address. */
    static boolean isOpen(Value cidr) {
        return AddressBlock.isOpen(cidr.text());
    }

    /** A value that a condition chooses, of which Terraform alone knows the result. */
    private static final Pattern CHOICE = Pattern.compile("\\$\\{[^?]*\\?([^?:]*):([^?:]*)\\}");

    private static final Pattern BOUNDED_BLOCK = Pattern.compile(
            "\\s*(?:null|\\[\\s*\\]|\\[?\\s*(?:module\\.[\\w-]+\\.)*(?:data\\.)?"
                    + "(?:aws_vpc|aws_subnet|aws_vpc_ipv4_cidr_block_association)\\.[\\w-]+(?:\\[[^\\]]*\\])?\\.(?:ipv6_)?cidr_block\\s*\\]?)\\s*");

    /** Whether the width of an address block is unknown. */
    static boolean isUnprovable(Value cidr) {
        Matcher choice = CHOICE.matcher(cidr.text());
        boolean bounded = choice.matches()
                && BOUNDED_BLOCK.matcher(choice.group(1)).matches()
                && BOUNDED_BLOCK.matcher(choice.group(2)).matches();
        return !bounded
                && !cidr.isKnown()
                && !cidr.target()
                        .filter(target -> BOUNDED.contains(target.type()))
                        .isPresent();
    }

    /** A short name that distinguishes it from the other rules of its resource. */
    String name() {
        String direction = ingress ? "ingress" : "egress";
        Value from = block.attribute("from_port");
        Value to = block.attribute("to_port");
        return direction + " " + (protocol().isAbsent() ? "all" : protocol().text()) + " "
                + (from.isAbsent() ? "all" : from.text()) + "-" + (to.isAbsent() ? "all" : to.text());
    }
}
