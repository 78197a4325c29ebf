package payments.infrastructure.guardrail.alarm;

/**
 * A fault for which an alarm stands, as the table {@code faults.tsv} has it.
 *
 * @param metric the metric that shows it
 * @param applies to which alarms on the metric it applies
 * @param limit what a hundred percent are
 * @param healthy how the metric goes on a day as it should be
 * @param course how it goes while the fault is there
 * @param time how long the fault lasts, and how soon the alarm must be raised
 * @param what the fault in a few words
 */
public record Fault(
        MetricName metric, Applies applies, Limit limit, Course healthy, Course course, Time time, String what) {
    /** CIS AWS Foundations Benchmark: alarms on the trail have periods of five minutes. */
    private static final String COUNTED_WITHIN = "15";

    private static final int MINUTES_OF_A_BURST = 60;

    /** To which alarms on a metric a fault applies. */
    public enum Applies {
        /** To all. */
        ALL,
        /** To those on a share of calls. */
        SHARE,
        /** To those on a number of calls. */
        NUMBER,
        /** To those on a queue of what failed. */
        FAILURES,
        /** To those on a queue of work. */
        WORK,
        /** To those on a log group with findings of card data. */
        FINDINGS
    }

    /**
     * What a hundred percent of a metric are.
     *
     * @param kind of which setting of the resource
     * @param usual at how many percent alarms usually stand, for resources whose settings are not known; 0 without a limit
     */
    public record Limit(Kind kind, double usual) {
        /** No limit. */
        static final Limit NONE = new Limit(Kind.NONE, 0);

        /** Settings of resources that limit a metric. */
        public enum Kind {
            /** No limit. */
            NONE,
            /** Milliseconds until a function is ended. */
            TIMEOUT,
            /** Runs that are reserved for a function. */
            CONCURRENCY,
            /** Seconds for which a queue retains messages. */
            RETENTION,
            /** Bytes of a database's storage. */
            STORAGE,
            /** Bytes of a database's memory. */
            MEMORY,
            /** Bytes of the local disk of an Aurora instance. */
            LOCAL_DISK,
            /** Connections that a database takes. */
            CONNECTIONS,
            /** Processors of a database. */
            PROCESSORS,
            /** Calls of an ordinary minute, which no resource says. */
            CALLS
        }
    }

    /**
     * Time of a fault.
     *
     * @param lasts minutes until the metric is as on a healthy day again; 0 for a fault that stays
     * @param within how soon the alarm must be raised: minutes, or with a percent sign when the metric is at that share of its limit
     */
    public record Time(int lasts, String within) {}

    /** Minutes after which the alarm is too late. */
    int minutes(double limitValue) {
        String within = time.within();
        if (!within.endsWith("%")) {
            return Integer.parseInt(within);
        }
        double share = Double.parseDouble(within.substring(0, within.length() - 1)) / 100;
        double perMinute = Double.parseDouble(course.written().substring(1));
        return (int) (share * limitValue / perMinute);
    }

    /** The healthy day as a series. */
    public Series healthySeries(double limitValue) {
        return healthy.series(limitValue, 1);
    }

    /**
     * The fault that something is counted.
     *
     * @param metric where it is counted
     * @param value as what each is counted
     * @param perMinute how many there are each minute
     * @param what the fault in a few words
     */
    public static Fault counted(MetricName metric, double value, int perMinute, String what) {
        Course course = new Course("%s*%d".formatted(value, perMinute));
        int lasts = perMinute == 1 ? 1 : MINUTES_OF_A_BURST;
        return new Fault(
                metric, Applies.ALL, Limit.NONE, new Course("-"), course, new Time(lasts, COUNTED_WITHIN), what);
    }
}
