package payments.infrastructure.guardrail.rules.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * The blocks of VPCs and subnets have a size that AWS takes, subnets lie in their VPC and apart from each other, in a zone of their
 * region; a route has one destination and one target, and does not lead out what the VPC itself has.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">AWS: CIDR blocks of VPCs</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">AWS: CIDR blocks of subnets</a>
 */
@Guardrail(
        id = "vpc-addresses-fit",
        severity = Severity.HIGH,
        expects = "blocks and routes that EC2 accepts",
        fix = "choose a block inside the VPC that no other subnet has, or correct the route",
        why = "EC2 refuses the subnet or the route, and everything that stands in it is missing",
        sources = "ours: Terraform compares no two blocks")
final class VpcAddressesFit extends AcceptanceRule {
    private static final String CIDR = "cidr_block";
    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;

    /** What EC2 takes for no VPC: this network, the host itself, link-local, multicast and reserved addresses. */
    private static final List<String> REFUSED = List.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3");

    private static final String[] TARGETS = {
        "carrier_gateway_id",
        "core_network_arn",
        "egress_only_gateway_id",
        "gateway_id",
        "local_gateway_id",
        "nat_gateway_id",
        "network_interface_id",
        "transit_gateway_id",
        "vpc_endpoint_id",
        "vpc_peering_connection_id"
    };

    /** Targets to which EC2 lets no route lead for addresses of the VPC itself. */
    private static final String[] OUTSIDE = {
        "egress_only_gateway_id", "gateway_id", "transit_gateway_id", "vpc_peering_connection_id"
    };

    private static final String[] DESTINATIONS = {
        "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"
    };

    VpcAddressesFit() {
        super("aws_vpc", "aws_vpc_ipv4_cidr_block_association", "aws_subnet", "aws_route", "aws_route_table");
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        switch (resource.type()) {
            case "aws_subnet" -> examineSubnet(resource, objections);
            case "aws_route" -> {
                examineEnds(resource, objections);
                Optional<Resource> vpc =
                        resource.attribute("route_table_id").target().flatMap(Subnets::vpcOf);
                examineRoute(resource, vpc, "", "destination_cidr_block", objections);
                examineTwin(resource, objections);
            }
            case "aws_route_table" ->
                resource.blocks("route")
                        .forEach(route -> examineRoute(route, Subnets.vpcOf(resource), "route.", CIDR, objections));
            default -> examineBlock(resource, objections).ifPresent(block -> examineRange(resource, block, objections));
        }
    }

    private static Optional<AddressBlock> examineBlock(Resource resource, Objections objections) {
        Value written = resource.attribute(CIDR);
        if (!written.isKnown() || written.is("")) {
            return Optional.empty();
        }
        Optional<AddressBlock> block = AddressBlock.of(written.text());
        if (block.isEmpty()) {
            objections.add(resource, CIDR, "a block of IPv4 addresses, such as 10.0.0.0/16");
            return block;
        }
        objections.addIf(
                block.get().bits() < LARGEST || block.get().bits() > SMALLEST,
                resource,
                CIDR,
                "a block from /%d to /%d".formatted(LARGEST, SMALLEST));
        objections.addIf(
                !block.get().notation().equals(written.text()),
                resource,
                CIDR,
                "%s: the address has bits behind the prefix"
                        .formatted(block.get().notation()));
        return block;
    }

    private static void examineRange(Resource vpc, AddressBlock block, Objections objections) {
        boolean refused = REFUSED.stream()
                .flatMap(range -> AddressBlock.of(range).stream())
                .anyMatch(range -> range.overlaps(block));
        objections.addIf(
                refused, vpc, CIDR, "addresses of one's own, such as of 10.0.0.0/8: these have another meaning");
    }

    private static void examineSubnet(Resource subnet, Objections objections) {
        Value zone = subnet.attribute("availability_zone");
        objections.addIf(
                zone.isKnown() && !subnet.region().isEmpty() && !zone.text().startsWith(subnet.region()),
                subnet,
                "availability_zone",
                "a zone of " + subnet.region());
        Optional<AddressBlock> block = examineBlock(subnet, objections);
        Optional<Resource> vpc = subnet.attribute("vpc_id").target("aws_vpc");
        if (block.isEmpty() || vpc.isEmpty()) {
            return;
        }
        Optional<List<AddressBlock>> around = blocks(vpc.get());
        objections.addIf(
                around.isPresent() && around.get().stream().noneMatch(whole -> whole.contains(block.get())),
                subnet,
                CIDR,
                "a block inside its VPC, which has " + vpc.get().attribute(CIDR));
        for (Resource other : vpc.get().referrers("aws_subnet", "vpc_id")) {
            Optional<AddressBlock> theirs =
                    AddressBlock.of(other.attribute(CIDR).text());
            if (!other.equals(subnet) && theirs.filter(block.get()::overlaps).isPresent()) {
                objections.add(
                        other.address(),
                        CIDR,
                        subnet.attribute(CIDR).text(),
                        "a block apart from %s of %s".formatted(other.attribute(CIDR), other.address()));
            }
        }
    }

    /** All IPv4 blocks of a VPC; empty where one of them is not known. */
    private static Optional<List<AddressBlock>> blocks(Resource vpc) {
        List<AddressBlock> blocks = new ArrayList<>();
        List<Value> written = Stream.concat(
                        Stream.of(vpc.attribute(CIDR)),
                        vpc.referrers("aws_vpc_ipv4_cidr_block_association", "vpc_id").stream()
                                .map(more -> more.attribute(CIDR)))
                .toList();
        for (Value value : written) {
            Optional<AddressBlock> block = AddressBlock.of(value.text());
            if (block.isEmpty()) {
                return Optional.empty();
            }
            blocks.add(block.get());
        }
        return Optional.of(blocks);
    }

    private static void examineEnds(Resource route, Objections objections) {
        List<String> targets = Stream.of(TARGETS)
                .filter(name -> Objections.isSaid(route.attribute(name)))
                .toList();
        List<String> destinations = Stream.of(DESTINATIONS)
                .filter(name -> Objections.isSaid(route.attribute(name)))
                .toList();
        if (targets.size() != 1) {
            objections.add(
                    targets.isEmpty() ? "gateway_id" : targets.get(1),
                    targets.isEmpty() ? "no target" : String.join(" and ", targets),
                    "one target, such as nat_gateway_id");
        }
        if (destinations.size() != 1) {
            objections.add(
                    destinations.isEmpty() ? "destination_cidr_block" : destinations.get(1),
                    destinations.isEmpty() ? "no destination" : String.join(" and ", destinations),
                    "one destination, such as destination_cidr_block");
        }
    }

    private static void examineRoute(
            Block route, Optional<Resource> vpc, String prefix, String destination, Objections objections) {
        Value written = route.attribute(destination);
        if (!written.isKnown() || written.is("")) {
            return;
        }
        Optional<AddressBlock> block = AddressBlock.of(written.text());
        if (block.isEmpty() || !block.get().notation().equals(written.text())) {
            objections.add(
                    prefix + destination,
                    written.text(),
                    block.map(AddressBlock::notation).orElse("a block of IPv4 addresses, such as 0.0.0.0/0"));
            return;
        }
        boolean outside = Stream.of(OUTSIDE)
                .anyMatch(target -> Objections.isSaid(route.attribute(target))
                        && !route.attribute(target).is("local"));
        Optional<List<AddressBlock>> own = vpc.flatMap(VpcAddressesFit::blocks);
        if (outside && own.isPresent() && own.get().stream().anyMatch(whole -> whole.contains(block.get()))) {
            objections.add(prefix + destination, written.text(), "addresses that the VPC itself does not have");
        }
    }

    private static void examineTwin(Resource route, Objections objections) {
        Optional<Resource> table = route.attribute("route_table_id").target();
        for (String destination : DESTINATIONS) {
            Value written = route.attribute(destination);
            boolean twin = table.isPresent()
                    && Objections.isSaid(written)
                    && table.get().referrers("aws_route", "route_table_id").stream()
                            .anyMatch(other -> !other.equals(route)
                                    && other.attribute(destination).text().equals(written.text()));
            objections.addIf(twin, route, destination, "one route of the table for each destination");
        }
    }
}
