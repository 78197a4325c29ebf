package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;

/** A region has as many availability zones for this account as the network uses; accounts see different ones. */
final class ZonesEnough implements Question {
    @Override
    public String name() {
        return "availability-zones";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regionsWith("aws_subnet")) {
            Set<String> excluded = excluded(stacks, region);
            long used = stacks.in(region, "aws_subnet")
                    .map(subnet -> subnet.body().path("availability_zone").asText())
                    .distinct()
                    .count();
            long there = aws
                    .form(
                            "ec2",
                            region,
                            "2016-11-15",
                            "DescribeAvailabilityZones",
                            "Filter.1.Name",
                            "state",
                            "Filter.1.Value.1",
                            "available")
                    .all("item")
                    .stream()
                    .filter(zone -> !zone.text("zoneName").isEmpty())
                    .filter(zone -> !excluded.contains(zone.text("zoneId")))
                    .count();
            answers.add(
                    there >= used
                            ? Answer.pass("%s: %d zones, the network uses %d".formatted(region, there, used))
                            : Answer.fail(
                                    "lower network.zones of this region to %d".formatted(there),
                                    "%s: %d zones, the network uses %d".formatted(region, there, used)));
        }
        return answers;
    }

    private static Set<String> excluded(Stacks stacks, String region) {
        return stacks.program().stacks().stream()
                .flatMap(stack -> stack.resources().stream())
                .filter(resource -> resource.kind() == Resource.Kind.DATA
                        && resource.type().equals("aws_availability_zones")
                        && resource.region().equals(region))
                .flatMap(zones -> zones.attribute("exclude_zone_ids").texts())
                .collect(Collectors.toSet());
    }
}
