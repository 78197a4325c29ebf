package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Routes over a peering lead to a block of the other VPC and no further, both VPCs have one, their blocks do not
 * overlap, and the peering is accepted. Public subnets do not reach the peer where private ones do. Blocks are compared across stacks. A peer that is not part of the program
 * cannot be judged, so it fails until it is justified.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html">AWS: routes of a peering</a>
 */
@Guardrail(
        id = "peering-route-narrow",
        severity = Severity.HIGH,
        expects = "routes to blocks of the peer VPC, in both directions, between VPCs that do not overlap",
        fix = "set the destination to the peer VPC's block, or a part of it, on both sides",
        why = "A wide route sends other traffic to the peer; a missing one loses every answer",
        pci = {"1.2.5", "1.3.1", "1.4.2"},
        sources = "CKV2_AWS_44")
final class PeeringRoutesNarrow extends ResourceRule {
    private static final List<String> OTHER_DESTINATIONS =
            List.of("destination_ipv6_cidr_block", "ipv6_cidr_block", "destination_prefix_list_id");

    PeeringRoutesNarrow() {
        super("aws_vpc_peering_connection", "aws_route", "aws_route_table", "aws_default_route_table");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        switch (resource.type()) {
            case "aws_vpc_peering_connection" -> judgePeering(resource, verdicts);
            case "aws_route" ->
                judgeRoute(resource, resource.attribute("route_table_id").target(), "", verdicts);
            default -> {
                List<Block> routes = resource.blocks("route");
                routes.forEach(route -> judgeRoute(route, Optional.of(resource), "route.", verdicts));
                if (routes.isEmpty()) {
                    verdicts.notApplicable("it has no routes of its own");
                }
            }
        }
    }

    private static void judgePeering(Resource peering, Verdicts verdicts) {
        Optional<Resource> mine = peering.attribute("vpc_id").target("aws_vpc");
        Optional<Resource> theirs = peering.attribute("peer_vpc_id").target("aws_vpc");
        if (mine.isEmpty() || theirs.isEmpty()) {
            verdicts.fail("", "peer_vpc_id", "a VPC that the program does not have", "VPCs of the program");
            return;
        }
        boolean overlap = Networks.blocks(mine.get()).stream()
                .anyMatch(one -> Networks.blocks(theirs.get()).stream().anyMatch(one::overlaps));
        if (overlap) {
            verdicts.fail("overlap", "peer_vpc_id", "both VPCs use the same addresses", "blocks that do not overlap");
        }
        boolean accepted = peering.attribute("auto_accept").isTrue()
                || peering.referrers("aws_vpc_peering_connection_accepter", "vpc_peering_connection_id").stream()
                        .anyMatch(accepter -> accepter.attribute("auto_accept").isTrue());
        if (!accepted) {
            verdicts.fail("accepter", "auto_accept", "no accepter for the peering", "an accepter with auto_accept");
        }
        Set<Resource> from = tables(peering).stream()
                .flatMap(table -> Subnets.vpcOf(table).stream())
                .collect(Collectors.toSet());
        for (Resource vpc : List.of(mine.get(), theirs.get())) {
            if (from.contains(vpc)) {
                verdicts.pass("aws_route.vpc_peering_connection_id", "routes from " + vpc.address());
            } else {
                verdicts.fail(
                        "route from " + vpc.path(),
                        "aws_route.vpc_peering_connection_id",
                        "no route from " + vpc.path(),
                        "a route from each VPC to the other");
            }
        }
    }

    private static List<Resource> tables(Resource peering) {
        Stream<Resource> separate = peering.referrers("aws_route", "vpc_peering_connection_id").stream()
                .flatMap(route -> route.attribute("route_table_id").target().stream());
        Stream<Resource> inline = peering.referrers().stream().filter(table -> table.blocks("route").stream()
                .anyMatch(route -> route.attribute("vpc_peering_connection_id").refersTo(peering)));
        return Stream.concat(separate, inline).distinct().toList();
    }

    private static void judgeRoute(Block route, Optional<Resource> table, String prefix, Verdicts verdicts) {
        Value over = route.attribute("vpc_peering_connection_id");
        if (over.isAbsent() || over.is("")) {
            verdicts.notApplicable("the route leads over no peering");
            return;
        }
        Optional<Resource> peering = over.target().flatMap(PeeringRoutesNarrow::peering);
        Optional<Resource> from = table.flatMap(Subnets::vpcOf);
        Optional<Resource> to = peering.flatMap(found -> from.flatMap(vpc -> otherSide(found, vpc)));
        String attribute = prefix + (prefix.isEmpty() ? "destination_cidr_block" : "cidr_block");
        if (table.isPresent() && peering.isPresent() && opensPublicTable(table.get(), peering.get())) {
            verdicts.fail(
                    "public table",
                    prefix + "vpc_peering_connection_id",
                    table.get().path() + " leads to the internet",
                    "routes to the peer from private tables only, as the VPC has them");
        }
        Value destination = route.attribute(prefix.isEmpty() ? "destination_cidr_block" : "cidr_block");
        Optional<String> other = OTHER_DESTINATIONS.stream().filter(route::has).findFirst();
        if (destination.isAbsent() && other.isPresent()) {
            verdicts.fail(prefix + other.get(), route.attribute(other.get()));
        } else if (to.isEmpty()) {
            verdicts.fail(
                    "", attribute, destination.text() + " (the peer's blocks cannot be proven)", "a block of the peer");
        } else if (destination.isUnknown()) {
            verdicts.unknown(attribute, destination);
        } else if (AddressBlock.of(destination.text())
                .filter(block -> Networks.blocks(to.get()).stream().anyMatch(peer -> peer.contains(block)))
                .isPresent()) {
            verdicts.pass(attribute, destination);
        } else {
            verdicts.fail(attribute, destination);
        }
    }

    /** Whether public subnets reach the peer by the table, although the VPC has private tables that lead there. */
    private static boolean opensPublicTable(Resource table, Resource peering) {
        return Subnets.leadsToInternet(table)
                && tables(peering).stream()
                        .filter(other -> Subnets.vpcOf(other).equals(Subnets.vpcOf(table)))
                        .anyMatch(other -> !Subnets.leadsToInternet(other));
    }

    /** The peering that a route names, directly or by its accepter. */
    private static Optional<Resource> peering(Resource named) {
        return named.type().equals("aws_vpc_peering_connection")
                ? Optional.of(named)
                : named.attribute("vpc_peering_connection_id").target("aws_vpc_peering_connection");
    }

    private static Optional<Resource> otherSide(Resource peering, Resource vpc) {
        Optional<Resource> mine = peering.attribute("vpc_id").target("aws_vpc");
        Optional<Resource> theirs = peering.attribute("peer_vpc_id").target("aws_vpc");
        return mine.filter(vpc::equals).isPresent()
                ? theirs
                : theirs.filter(vpc::equals).isPresent() ? mine : Optional.empty();
    }
}
