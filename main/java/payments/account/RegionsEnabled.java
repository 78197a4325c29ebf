package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every region is enabled. Those that were opened since March 2019 are not, in a new account.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html">AWS: enable or disable regions</a>
 */
final class RegionsEnabled implements Question {
    @Override
    public String name() {
        return "regions-enabled";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        Map<String, String> statuses =
                aws.form("ec2", "us-east-1", "2016-11-15", "DescribeRegions", "AllRegions", "true").all("item").stream()
                        .filter(item -> !item.text("regionName").isEmpty())
                        .collect(Collectors.toMap(
                                item -> item.text("regionName"), item -> item.text("optInStatus"), (one, same) -> one));
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regions()) {
            String status = statuses.getOrDefault(region, "unknown to AWS");
            answers.add(
                    status.equals("opted-in") || status.equals("opt-in-not-required")
                            ? Answer.pass("%s: %s".formatted(region, status))
                            : Answer.fail(
                                    "aws account enable-region --region-name " + region
                                            + ", which takes minutes to hours",
                                    "%s: %s".formatted(region, status)));
        }
        return answers;
    }
}
