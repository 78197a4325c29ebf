package payments.infrastructure.guardrail.rules.observability;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The statistics that CloudWatch computes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">AWS: CloudWatch
 *     statistics definitions</a>
 */
final class Statistics {
    /** What an extended statistic looks like, in the words of a finding. */
    static final String EXTENDED =
            "a percentile from p0 to p100, IQM, or TM, WM, TC, TS or PR with bounds, such as p99.9, tm90,"
                    + " TM(10%:90%) or PR(:300)";

    private static final Set<String> PLAIN = Set.of("Average", "Maximum", "Minimum", "SampleCount", "Sum");
    private static final String PERCENT = "(100(\\.0+)?|\\d{1,2}(\\.\\d{1,10})?)";
    private static final String NUMBER = "\\d+(\\.\\d+)?";
    private static final Pattern FORM =
            Pattern.compile(("(?i)(p|tm|wm|tc|ts)%1$s|iqm|(tm|wm|tc|ts)\\((%1$s%%:(%1$s%%)?|:%1$s%%)\\)"
                            + "|(tm|wm|tc|ts|pr)\\((%2$s:(%2$s)?|:%2$s)\\)")
                    .formatted(PERCENT, NUMBER));

    private Statistics() {}

    /** Whether CloudWatch computes the extended statistic. */
    static boolean isExtended(String statistic) {
        return FORM.matcher(statistic.replace(" ", "")).matches();
    }

    /** Whether CloudWatch computes the statistic, of whichever kind. */
    static boolean exists(String statistic) {
        return PLAIN.contains(statistic) || isExtended(statistic);
    }
}
