package payments.infrastructure.guardrail.rules.observability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * The rule of a composite alarm: states of other alarms, joined by AND, OR and NOT.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html">AWS:
 *     PutCompositeAlarm, AlarmRule</a>
 */
final class AlarmExpression {
    private static final String RULE = "alarm_rule";
    private static final int MOST_CHILDREN = 100;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*(\"[^\"]*\"|'[^']*'|[^\"')(]+?)\\s*\\)|(TRUE|FALSE|AND|OR|NOT)(?![\\w(])|(NOT)(?=\\()|([()])|$)");

    private final List<String> tokens = new ArrayList<>();
    private final List<String> named = new ArrayList<>();
    private int at;

    private AlarmExpression() {}

    static void judge(Resource alarm, Refusals refusals) {
        Value rule = alarm.attribute(RULE);
        String text = rule.text().strip();
        if (rule.isAbsent() || text.matches("\\$\\{[^{}]*\\}") || text.contains("AT_LEAST")) {
            return;
        }
        AlarmExpression expression = new AlarmExpression();
        Optional<String> problem = expression.read(text);
        problem.ifPresent(
                what -> refusals.add(RULE, what, "states such as ALARM(\"name\"), joined by AND, OR and NOT"));
        if (expression.named.size() > MOST_CHILDREN) {
            refusals.add(RULE, expression.named.size() + " alarms", "at most 100 alarms");
        }
        expression.named.forEach(name -> judgeChild(alarm, name, refusals));
        judgeSuppressor(alarm, refusals);
    }

    private static void judgeChild(Resource alarm, String name, Refusals refusals) {
        List<Resource> children = alarms(alarm, name);
        List<Resource> here = children.stream()
                .filter(child -> child.region().equals(alarm.region()))
                .toList();
        if (name.contains("${")) {
            return;
        }
        if (here.isEmpty() && !children.isEmpty()) {
            refusals.add(
                    RULE,
                    "%s, an alarm of %s".formatted(name, children.get(0).region()),
                    "alarms of its own region, " + alarm.region());
        }
        for (Resource child : here) {
            if (child.equals(alarm)
                    || (child.type().equals(alarm.type()) && child.isMadeAfter(alarm))
                    || leadsTo(child, alarm, new HashSet<>())) {
                refusals.add(RULE, name, "no alarm whose state depends on this one");
            } else if (child.stack().equals(alarm.stack()) && !alarm.isMadeAfter(child)) {
                refusals.add(
                        RULE,
                        name,
                        "a reference to %s, or depends_on: Terraform may make the composite alarm first, and CloudWatch refuses it then"
                                .formatted(child.address()));
            }
        }
        if (children.isEmpty()) {
            Stream.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
                    .flatMap(type -> alarm.stack().program().resources(type).stream())
                    .filter(other -> other.isBeside(alarm) && other.region().equals(alarm.region()))
                    .map(other -> other.attribute("alarm_name"))
                    .filter(other -> other.isKnown() && isNearly(name, other.text()))
                    .findFirst()
                    .ifPresent(other -> refusals.add(RULE, name, "an alarm that exists, such as " + other.text()));
        }
    }

    /** One edit away, or another case. */
    private static boolean isNearly(String name, String other) {
        return name.equalsIgnoreCase(other)
                || (name.length() > 5 && payments.infrastructure.text.Nearest.distance(name, other) <= 1);
    }

    private static boolean leadsTo(Resource child, Resource alarm, Set<Resource> seen) {
        if (!child.type().equals(alarm.type()) || !seen.add(child)) {
            return false;
        }
        AlarmExpression expression = new AlarmExpression();
        expression.read(child.attribute(RULE).text().strip());
        return expression.named.stream()
                .flatMap(name -> alarms(child, name).stream())
                .filter(next -> next.region().equals(alarm.region()))
                .anyMatch(next -> next.equals(alarm) || leadsTo(next, alarm, seen));
    }

    private static List<Resource> alarms(Resource alarm, String nameOrArn) {
        String name = nameOrArn.replaceFirst("^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:", "");
        return Stream.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
                .flatMap(type -> alarm.stack().program().saying(type, "alarm_name", name).stream())
                .filter(found -> found.environment().equals(alarm.environment()))
                .toList();
    }

    private static void judgeSuppressor(Resource alarm, Refusals refusals) {
        Value suppressor = alarm.attribute("actions_suppressor.alarm");
        if (suppressor.isKnown()
                && suppressor
                        .text()
                        .replaceFirst("^arn:.*:alarm:", "")
                        .equals(alarm.attribute("alarm_name").text())) {
            refusals.add("actions_suppressor.alarm", suppressor.text(), "another alarm");
        }
    }

    /** Reads a rule; what is wrong with it, if anything is. */
    private Optional<String> read(String text) {
        Matcher token = TOKEN.matcher(text);
        int position = 0;
        while (position < text.length()) {
            if (!token.find(position) || token.start() != position || token.end() == position) {
                return Optional.of(text.substring(position).strip());
            }
            if (token.group(1) != null) {
                named.add(token.group(2).replaceAll("^[\"']|[\"']$", ""));
                tokens.add("state");
            } else {
                Stream.of(3, 4, 5)
                        .map(token::group)
                        .filter(group -> group != null)
                        .forEach(group -> tokens.add(group.matches("TRUE|FALSE") ? "state" : group));
            }
            position = token.end();
        }
        return either() && at == tokens.size() ? Optional.empty() : Optional.of(text);
    }

    private boolean either() {
        boolean sound = term();
        while (sound && (accept("AND") || accept("OR"))) {
            sound = term();
        }
        return sound;
    }

    private boolean term() {
        if (accept("NOT")) {
            return term();
        }
        if (accept("(")) {
            return either() && accept(")");
        }
        return accept("state");
    }

    private boolean accept(String wanted) {
        if (at < tokens.size() && tokens.get(at).equals(wanted)) {
            at++;
            return true;
        }
        return false;
    }
}
