package payments.infrastructure.stack;

import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlarmSpec;
import payments.infrastructure.observability.CardDataMask;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.observability.RegionDashboard;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/**
 * What looks at all capabilities of a region together: whether its alerts arrive and, where it has services, the search for card data in
 * their logs, and the dashboard.
 */
final class RegionWatch {
    private RegionWatch() {}

    /** Builds it when every capability has added what is watched. */
    static void over(RegionContext region) {
        if (region.region().services()) {
            overServices(region);
        } else {
            region.alarms(EntryMetrics.ALARMS).add(undelivered(region));
        }
    }

    private static void overServices(RegionContext region) {
        CardDataMask mask = new CardDataMask(
                region.stack(),
                "card-data-mask",
                region.placement(),
                region.settings().logs(),
                region.get(RegionKeys.class).arn(KeyPurpose.LOGS),
                region.requestLogs());
        region.alarms(EntryMetrics.ALARMS)
                .add(new AlarmSpec(
                        "card-data-in-logs",
                        "Something that looks like card data reached a log: start the incident response plan",
                        Metric.ofLogGroup(mask.findingsGroup(), "IncomingLogEvents", "Sum"),
                        new Alarm.Above(0, Periods.ofOneMinute(1))))
                .add(undelivered(region));
        new RegionDashboard(region.stack(), "dashboard", region.placement(), region.dashboard());
    }

    private static AlarmSpec undelivered(RegionContext region) {
        return new AlarmSpec(
                "alerts-undelivered",
                "Alerts of this region did not reach a subscriber",
                Metric.ofTopic(region.alertTopicName(), "NumberOfNotificationsFailed", "Sum"),
                new Alarm.Above(0, Periods.ofOneMinute(1)));
    }
}
