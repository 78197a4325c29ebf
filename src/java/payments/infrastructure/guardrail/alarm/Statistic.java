package payments.infrastructure.guardrail.alarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How CloudWatch makes one data point of all values of a period.
 *
 * @param name as CloudWatch calls it, such as {@code Sum} or {@code p90}
 * @param over the data point of at least one value
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">AWS: statistics
 *     definitions</a>
 */
public record Statistic(String name, ToDoubleFunction<List<Sample>> over) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d+)?|100)");

    /** A statistic by its name; empty for those that are not worked out here, such as trimmed means. */
    public static Optional<Statistic> of(String name) {
        ToDoubleFunction<List<Sample>> over =
                switch (name) {
                    case "Sum" -> Statistic::sum;
                    case "SampleCount" -> Statistic::count;
                    case "Average" -> samples -> sum(samples) / count(samples);
                    case "Minimum" -> samples -> percentile(samples, 0);
                    case "Maximum" -> samples -> percentile(samples, 100);
                    default -> {
                        Matcher percentile = PERCENTILE.matcher(name);
                        if (!percentile.matches()) {
                            yield samples -> Double.NaN;
                        }
                        double share = Double.parseDouble(percentile.group(1));
                        yield samples -> percentile(samples, share);
                    }
                };
        Statistic statistic = new Statistic(name, over);
        return Double.isNaN(over.applyAsDouble(List.of(new Sample(1, 1)))) ? Optional.empty() : Optional.of(statistic);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Statistic that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether it is a mean, of which a share of failed calls is the value. */
    public boolean isMean() {
        return name.equals("Average");
    }

    /** The data point; empty when data is missing. */
    public OptionalDouble of(List<Sample> samples) {
        return samples.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(over.applyAsDouble(samples));
    }

    private static double sum(List<Sample> samples) {
        double sum = 0;
        for (Sample sample : samples) {
            sum += sample.value() * sample.count();
        }
        return sum;
    }

    private static double count(List<Sample> samples) {
        double count = 0;
        for (Sample sample : samples) {
            count += sample.count();
        }
        return count;
    }

    /** The smallest value that so many of a hundred do not exceed. */
    private static double percentile(List<Sample> samples, double share) {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingDouble(Sample::value));
        double rank = Math.max(1, Math.ceil(count(samples) * share / 100));
        double seen = 0;
        for (Sample sample : sorted) {
            seen += sample.count();
            if (seen >= rank) {
                return sample.value();
            }
        }
        return sorted.get(sorted.size() - 1).value();
    }
}
