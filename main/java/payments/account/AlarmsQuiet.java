package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every alarm of the stacks is there, and none is raised. */
final class AlarmsQuiet implements Question {
    @Override
    public String name() {
        return "alarms-quiet";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regionsWith("aws_cloudwatch_metric_alarm")) {
            answers.add(Answer.about("%s: the alarms".formatted(region), () -> areQuiet(aws, stacks, region)));
        }
        return answers;
    }

    private static Answer areQuiet(Aws aws, Stacks stacks, String region) {
        Map<String, String> there = states(aws, region);
        Set<String> ours = stacks.in(region, "aws_cloudwatch_metric_alarm")
                .map(alarm -> stacks.text(alarm.attribute("alarm_name")))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> missing =
                ours.stream().filter(name -> !there.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            return Answer.fail(
                    "apply the region's stack",
                    "%s: of %d alarms %d are not there, such as %s"
                            .formatted(region, ours.size(), missing.size(), missing.get(0)));
        }
        List<String> raised =
                ours.stream().filter(name -> "ALARM".equals(there.get(name))).toList();
        return raised.isEmpty()
                ? Answer.pass("%s: %d alarms".formatted(region, ours.size()))
                : Answer.fail(
                        "what the alarm's description says",
                        "%s: raised are %s".formatted(region, String.join(", ", raised)));
    }

    /** Every alarm of the region, and its state. */
    private static Map<String, String> states(Aws aws, String region) {
        Map<String, String> states = new TreeMap<>();
        String token = "";
        do {
            Xml page = token.isEmpty()
                    ? aws.form("monitoring", region, "2010-08-01", "DescribeAlarms")
                    : aws.form("monitoring", region, "2010-08-01", "DescribeAlarms", "NextToken", token);
            page.all("member").stream()
                    .filter(member -> !member.text("AlarmName").isEmpty())
                    .forEach(alarm -> states.put(alarm.text("AlarmName"), alarm.text("StateValue")));
            token = page.first("NextToken").orElse("");
        } while (!token.isEmpty());
        return states;
    }
}
