package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which alarms are raised, by the rules of CloudWatch: so many of so many periods beyond the threshold. */
final class Alarms {
    private Alarms() {}

    /**
     * An alarm that is raised.
     *
     * @param region where
     * @param after how long after the loss of the region; negative before it
     * @param name its name
     */
    record Raised(String region, Duration after, String name) {}

    /** When each alarm of a site is raised for the first time; a region that is away has no alarms. */
    static List<Raised> of(Site site, Instant lost, Instant end) {
        List<Raised> raised = new ArrayList<>();
        for (AlarmFacts alarm : site.facts().alarms()) {
            if (Measurements.isSimulated(alarm.metric())) {
                first(site, alarm, end)
                        .ifPresent(at -> raised.add(new Raised(site.name(), Duration.between(lost, at), alarm.name())));
            }
        }
        raised.sort(Comparator.comparing(Raised::after).thenComparing(Raised::name));
        return raised;
    }

    /** How many alarms watch what a drill does not have. */
    static long beyond(Site site) {
        return site.facts().alarms().stream()
                .filter(alarm -> !Measurements.isSimulated(alarm.metric()))
                .count();
    }

    private static Optional<Instant> first(Site site, AlarmFacts alarm, Instant end) {
        List<Boolean> periods = new ArrayList<>();
        for (Instant from = Timeline.START;
                !from.plus(alarm.window().period()).isAfter(end);
                from = from.plus(alarm.window().period())) {
            Instant to = from.plus(alarm.window().period());
            if (site.isAway(from) || site.isAway(to)) {
                continue;
            }
            periods.add(site.measurements()
                    .statistic(
                            alarm.metric(),
                            alarm.statistic(),
                            from,
                            alarm.window().period())
                    .map(alarm.bound()::isBreached)
                    .orElse(alarm.window().missing().equals("breaching")));
            List<Boolean> last =
                    periods.subList(Math.max(0, periods.size() - alarm.window().periods()), periods.size());
            if (last.size() == alarm.window().periods()
                    && last.stream().filter(breached -> breached).count()
                            >= alarm.window().needed()) {
                return Optional.of(to);
            }
        }
        return Optional.empty();
    }
}
