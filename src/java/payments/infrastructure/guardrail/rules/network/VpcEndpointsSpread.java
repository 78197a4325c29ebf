package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An interface endpoint of production stands in more than one zone, where its network does: its addresses are the only way to the
 * service for functions without a way to the internet.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html">AWS: interface endpoints, subnets and
 *     zones</a>
 */
@Guardrail(
        id = "vpc-endpoint-zones",
        severity = Severity.MEDIUM,
        expects = "in production: subnets in at least two zones",
        fix = "add a subnet of another zone to subnet_ids",
        why = "The failure of one data centre takes the way to the service from functions of all zones",
        sources = "ours: public checks ask whether there is an endpoint")
final class VpcEndpointsSpread extends ResourceRule {
    private static final String SUBNETS = "subnet_ids";

    VpcEndpointsSpread() {
        super("aws_vpc_endpoint");
    }

    @Override
    protected void judge(Resource endpoint, Verdicts verdicts) {
        List<Value> subnets = endpoint.attribute(SUBNETS).elements();
        Set<String> zones = Subnets.zones(subnets);
        Set<String> all = ofNetwork(endpoint);
        if (!endpoint.attribute("vpc_endpoint_type").is("Interface")
                || !endpoint.isProduction()
                || zones.isEmpty()
                || all.size() < 2) {
            verdicts.notApplicable("no interface of production, or no subnets in several zones that the program knows");
        } else if (zones.size() < 2) {
            verdicts.fail(SUBNETS, "subnets in %s alone, of %s".formatted(joined(zones), joined(all)));
        } else {
            verdicts.pass(SUBNETS, "subnets in " + joined(zones));
        }
    }

    private static Set<String> ofNetwork(Resource endpoint) {
        return endpoint.attribute("vpc_id").target("aws_vpc").stream()
                .flatMap(vpc -> vpc.referrers("aws_subnet", "vpc_id").stream())
                .flatMap(subnet -> Stream.of("availability_zone_id", "availability_zone")
                        .map(name -> subnet.attribute(name).text()))
                .filter(zone -> !zone.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String joined(Set<String> zones) {
        return zones.stream().sorted().collect(Collectors.joining(", "));
    }
}
