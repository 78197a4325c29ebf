package payments.account;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Stack;

/**
 * What a region already has of the things of which a new account may have only five, apart from what an earlier apply of the same
 * stacks made. Other quotas are so large that what is there is not counted.
 */
final class AlreadyThere {
    private static final String VERSION = "2016-11-15";

    /** By quota: what EC2 is asked, and the name of the identifier in its answer. */
    private static final Map<String, List<String>> CALLS = Map.of(
            "vpcs", List.of("DescribeVpcs", "vpcId"),
            "internet-gateways", List.of("DescribeInternetGateways", "internetGatewayId"),
            "elastic-ips", List.of("DescribeAddresses", "allocationId"));

    private AlreadyThere() {}

    /** How many there are that the stacks did not make; 0 for a quota that is not counted. */
    static long of(String quota, Aws aws, Stacks stacks, String region) {
        List<String> call = CALLS.get(quota);
        if (call == null) {
            return 0;
        }
        Set<String> ours = new TreeSet<>();
        stacks.program().stacks().stream().map(Stack::name).forEach(ours::add);
        String token = "";
        long others = 0;
        do {
            Xml page = token.isEmpty()
                    ? aws.form("ec2", region, VERSION, call.get(0))
                    : aws.form("ec2", region, VERSION, call.get(0), "NextToken", token);
            others += page.all("item").stream()
                    .filter(item -> !item.text(call.get(1)).isEmpty() && !isOurs(item, ours))
                    .count();
            token = page.first("nextToken").orElse("");
        } while (!token.isEmpty());
        return others;
    }

    /** Every resource of the stacks says by a tag in which of them it is. */
    private static boolean isOurs(Xml item, Set<String> stacks) {
        return item.all("item").stream()
                .anyMatch(tag -> tag.text("key").equals("Workspace") && stacks.contains(tag.text("value")));
    }
}
