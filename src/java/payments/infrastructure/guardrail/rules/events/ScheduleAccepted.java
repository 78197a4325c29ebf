package payments.infrastructure.guardrail.rules.events;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.events.Schedule;
import payments.infrastructure.guardrail.events.Schedule.Form;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.text.Nearest;

/**
 * A schedule is one that its service takes and that comes: its expression, time zone, window, and first and last day. A rule of
 * EventBridge has a schedule or a pattern, and a schedule on the default bus alone.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html">AWS: PutRule</a>
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">AWS: CreateSchedule</a>
 */
@Guardrail(
        id = "schedule-accepted",
        severity = Severity.HIGH,
        expects = "a schedule in the form that the service takes, which comes at some time",
        fix =
                "write cron with its six fields and one ?, or rate with the unit in singular or plural as the number asks",
        why = "The service refuses the schedule in the middle of an apply, or takes it and never runs",
        sources = "ours: Terraform checks a schedule's length alone")
final class ScheduleAccepted extends ResourceRule {
    private static final String RULE = "aws_cloudwatch_event_rule";
    private static final String SCHEDULE = "aws_scheduler_schedule";
    private static final String EXPRESSION = "schedule_expression";

    /** By type: where its schedules stand. */
    private static final Map<String, String> EXPRESSIONS = Map.of(
            RULE,
            EXPRESSION,
            SCHEDULE,
            EXPRESSION,
            "aws_appautoscaling_scheduled_action",
            "schedule",
            "aws_backup_plan",
            "rule.schedule",
            "aws_glue_crawler",
            "schedule",
            "aws_glue_trigger",
            "schedule");

    private static final Map<String, Set<Form>> FORMS = Map.of(
            RULE,
            Set.of(Form.CRON, Form.STRICT_RATE),
            SCHEDULE,
            Set.of(Form.CRON, Form.RATE, Form.AT),
            "aws_appautoscaling_scheduled_action",
            Set.of(Form.CRON, Form.RATE, Form.AT));

    /** By type: where the time zone stands. */
    private static final Map<String, String> ZONES = Map.of(
            SCHEDULE,
            "schedule_expression_timezone",
            "aws_appautoscaling_scheduled_action",
            "timezone",
            "aws_backup_plan",
            "rule.schedule_expression_timezone");

    /** Names of the time zone database that Java leaves out. */
    private static final Set<String> OTHER_ZONES = Set.of("EST", "HST", "MST", "ROC");

    ScheduleAccepted() {
        super(EXPRESSIONS.keySet().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource scheduled, Verdicts verdicts) {
        String attribute = EXPRESSIONS.getOrDefault(scheduled.type(), EXPRESSION);
        List<Value> expressions = scheduled.attributes(attribute);
        for (Value expression : expressions) {
            if (expression.isKnown() && !expression.text().isEmpty()) {
                Schedule.fault(expression.text(), FORMS.getOrDefault(scheduled.type(), Set.of(Form.CRON)))
                        .ifPresent(fault -> verdicts.fail(attribute, attribute, fault.found(), fault.expected()));
            }
        }
        judgeZones(scheduled, verdicts);
        if (scheduled.type().equals(RULE)) {
            judgeRule(scheduled, verdicts);
        } else if (scheduled.type().equals(SCHEDULE)) {
            judgeWindow(scheduled, verdicts);
            judgeDays(scheduled, verdicts);
        }
        if (expressions.isEmpty()) {
            verdicts.notApplicable("no schedule");
        } else {
            verdicts.pass(attribute, "judged as far as it can be read");
        }
    }

    private static void judgeZones(Resource scheduled, Verdicts verdicts) {
        String attribute = ZONES.getOrDefault(scheduled.type(), "");
        if (attribute.isEmpty()) {
            return;
        }
        Set<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        zones.addAll(OTHER_ZONES);
        for (Value zone : scheduled.attributes(attribute)) {
            if (zone.isKnown() && !zone.text().isEmpty() && !zones.contains(zone.text())) {
                verdicts.fail(
                        attribute,
                        attribute,
                        zone.text(),
                        Nearest.to(zone.text(), zones)
                                .map(name -> "a name of the time zone database, such as " + name)
                                .orElse("a name of the time zone database, such as Europe/Berlin or UTC"));
            }
        }
    }

    private static void judgeRule(Resource rule, Verdicts verdicts) {
        Value expression = rule.attribute(EXPRESSION);
        boolean scheduled = expression.isPresent() && !expression.is("");
        Value pattern = rule.attribute("event_pattern");
        if (!scheduled && (pattern.isAbsent() || pattern.is(""))) {
            verdicts.fail("nothing", EXPRESSION, "(absent), and no event_pattern", "one of the two");
        }
        Value bus = rule.attribute("event_bus_name");
        boolean own = bus.target("aws_cloudwatch_event_bus")
                .filter(found -> found.kind() == Resource.Kind.MANAGED)
                .isPresent();
        boolean other = bus.isKnown()
                && !bus.is("")
                && !bus.is("default")
                && !bus.text().endsWith(":event-bus/default");
        if (scheduled && (own || other)) {
            verdicts.fail("bus", "event_bus_name", bus.text(), "the default bus: schedules are there alone");
        }
    }

    private static void judgeWindow(Resource schedule, Verdicts verdicts) {
        String most = "flexible_time_window.maximum_window_in_minutes";
        Value mode = schedule.attribute("flexible_time_window.mode");
        Value minutes = schedule.attribute(most);
        boolean given = minutes.isPresent() && !minutes.is("0");
        if (mode.is("OFF") && given) {
            verdicts.fail("window", most, minutes.text() + " with mode OFF", "none, or mode FLEXIBLE");
        } else if (mode.is("FLEXIBLE") && !given) {
            verdicts.fail("window", most, minutes + " with mode FLEXIBLE", "1 to 1440");
        }
    }

    private static void judgeDays(Resource schedule, Verdicts verdicts) {
        Value start = schedule.attribute("start_date");
        Value end = schedule.attribute("end_date");
        Optional<Instant> first = judgeTime(start, "start_date", verdicts);
        Optional<Instant> last = judgeTime(end, "end_date", verdicts);
        if (first.isPresent() && last.isPresent() && !first.get().isBefore(last.get())) {
            verdicts.fail("days", "end_date", end.text(), "a time after start_date, " + start.text());
        }
    }

    private static Optional<Instant> judgeTime(Value time, String attribute, Verdicts verdicts) {
        if (!time.isKnown() || time.is("")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time.text()).toInstant());
        } catch (DateTimeParseException e) {
            verdicts.fail(attribute, attribute, time.text(), "a time of the form 2026-12-01T03:00:00Z");
            return Optional.empty();
        }
    }
}
