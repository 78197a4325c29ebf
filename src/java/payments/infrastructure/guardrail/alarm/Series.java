package payments.infrastructure.guardrail.alarm;

import java.util.ArrayList;
import java.util.List;

/** What a metric reports over time; minutes that are alike are the same list. */
@FunctionalInterface
public interface Series {
    /** What it reports in a minute, counted from the begin; nothing when data is missing. */
    List<Sample> at(int minute);

    /** What it reports in some minutes together. */
    default List<Sample> within(int from, int to) {
        List<Sample> samples = new ArrayList<>();
        int minute = from;
        while (minute < to) {
            List<Sample> each = at(minute);
            int times = 1;
            while (minute + times < to && at(minute + times) == each) {
                times++;
            }
            for (Sample sample : each) {
                samples.add(times == 1 ? sample : new Sample(sample.value(), sample.count() * times));
            }
            minute += times;
        }
        return samples;
    }

    /** The same in every minute. */
    static Series always(List<Sample> samples) {
        return minute -> samples;
    }
}
