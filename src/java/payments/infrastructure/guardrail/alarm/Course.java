package payments.infrastructure.guardrail.alarm;

import java.util.ArrayList;
import java.util.List;

/**
 * How a metric goes, as the table of faults writes it: {@code -} for no data; values of a minute with how many there are
 * ({@code 0*594 1*6}); {@code %} behind a number for a share of the limit; {@code +60000} for one that grows by so much each minute;
 * {@code 50%..0%} for one that goes from here to there; {@code idle} for an hour of each day without data.
 *
 * @param written the words
 */
record Course(String written) {
    private static final List<Sample> NOTHING = List.of();
    private static final int DAY = 1440;
    private static final int IDLE_FROM = 180;
    private static final int IDLE_TO = 240;

    /**
     * As a series that begins now.
     *
     * @param limit what a hundred percent are
     * @param lasts how many minutes it takes where it goes from one value to another
     * @param before how the metric went until now: one that grows begins there
     */
    Series series(double limit, int lasts, Series before) {
        if (written.startsWith("+")) {
            double step = value(written.substring(1), limit);
            List<Sample> begin = before.at(0);
            double first = begin.isEmpty() ? 0 : begin.get(0).value();
            return minute -> List.of(new Sample(first + step * minute, 1));
        }
        return series(limit, lasts);
    }

    /** As a series of which nothing went before. */
    Series series(double limit, int lasts) {
        if (written.equals("-")) {
            return Series.always(NOTHING);
        }
        if (written.contains("..")) {
            String[] ends = written.split("\\.\\.", -1);
            double first = value(ends[0], limit);
            double last = value(ends[1], limit);
            return minute -> List.of(new Sample(first + (last - first) * Math.min(1.0, minute / (double) lasts), 1));
        }
        boolean idle = written.endsWith(" idle");
        List<Sample> samples = new ArrayList<>();
        for (String part : written.replace(" idle", "").split(" ", -1)) {
            String[] valueAndCount = part.split("\\*", -1);
            samples.add(new Sample(
                    value(valueAndCount[0], limit),
                    valueAndCount.length > 1 ? (int) value(valueAndCount[1], limit) : 1));
        }
        List<Sample> each = List.copyOf(samples);
        return idle
                ? minute -> minute % DAY >= IDLE_FROM && minute % DAY < IDLE_TO ? NOTHING : each
                : Series.always(each);
    }

    private static double value(String written, double limit) {
        return written.endsWith("%")
                ? Double.parseDouble(written.substring(0, written.length() - 1)) * limit / 100
                : Double.parseDouble(written);
    }
}
