package payments.infrastructure.capability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.RegionQuestion;
import payments.infrastructure.observability.ShownMetric;
import payments.infrastructure.terraform.Placement;

/** What the capabilities of an environment show of each of its regions, side by side with the others. */
public final class RegionAnswers {
    private final Environment environment;
    private final Placement anywhere;
    private final Map<RegionQuestion, List<ShownMetric>> lines = new EnumMap<>(RegionQuestion.class);

    /**
     * Without a line.
     *
     * @param anywhere the account and the names of the environment
     */
    public RegionAnswers(Environment environment, Placement anywhere) {
        this.environment = environment;
        this.anywhere = anywhere;
    }

    public Environment environment() {
        return environment;
    }

    /** The names of a region; nothing is made there. */
    public Placement namesOf(Region region) {
        return anywhere.namesOf(region.code());
    }

    /** Adds a line, under the name of its region. */
    public void add(RegionQuestion question, Placement region, Metric metric) {
        add(question, region, metric, region.region());
    }

    /** Adds a line of which a region has several. */
    public void add(RegionQuestion question, Placement region, Metric metric, String label) {
        lines.computeIfAbsent(question, none -> new ArrayList<>()).add(new ShownMetric(region.region(), metric, label));
    }

    /** The lines of each question that any capability answers. */
    public Map<RegionQuestion, List<ShownMetric>> lines() {
        return Map.copyOf(lines);
    }
}
