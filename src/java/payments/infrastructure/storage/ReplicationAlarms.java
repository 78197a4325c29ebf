package payments.infrastructure.storage;

import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlarmSpec;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Watches the copies from one bucket to another. One lost object is one too many, and S3 notifies nobody; late ones are what a loss
 * of the region would take along. S3 has the metrics in the region of the source.
 *
 * @param what what is copied
 * @param from the region of the source
 * @param to the region of the target
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html">AWS: S3 replication metrics; the sum
 *     is the number of failed operations, the latency the seconds that the target is behind</a>
 */
public record ReplicationAlarms(Copied what, Placement from, Placement to) {

    /** What is copied: how alarms call it, and from which bucket it goes to which. */
    public enum Copied {
        DOCUMENTS("documents", "a document", "Documents", ResourceName.DOCUMENTS_BUCKET, ResourceName.DOCUMENTS_BUCKET),
        TRAIL(
                "audit",
                "a file of the trail",
                "Files of the trail",
                ResourceName.AUDIT_BUCKET,
                ResourceName.AUDIT_COPY_BUCKET);

        private final String label;
        private final String one;
        private final String many;
        private final ResourceName source;
        private final ResourceName target;

        Copied(String label, String one, String many, ResourceName source, ResourceName target) {
            this.label = label;
            this.one = one;
            this.many = many;
            this.source = source;
            this.target = target;
        }
    }

    /** Defines the alarms on copies that failed and on copies that are late. */
    public void define(Construct scope, AlertTopicArn alerts) {
        new Alarm(
                scope,
                from,
                alerts,
                new AlarmSpec(
                        "%s-replication-%s".formatted(what.label, to.region()),
                        "S3 could not copy %s to %s".formatted(what.one, to.region()),
                        new Metric("AWS/S3", "OperationsFailedReplication", "Sum", dimensions()),
                        new Alarm.Above(0, Periods.ofOneMinute(1))));
        new Alarm(
                scope,
                from,
                alerts,
                new AlarmSpec(
                        "%s-replication-late-%s".formatted(what.label, to.region()),
                        "%s reach %s over %d minutes late"
                                .formatted(what.many, to.region(), BucketReplication.CONTROLLED_MINUTES),
                        latency(),
                        new Alarm.Above(BucketReplication.CONTROLLED_MINUTES * 60.0, Periods.ofOneMinute(1))));
    }

    /** How far the target is behind, in seconds. */
    public Metric latency() {
        return new Metric("AWS/S3", "ReplicationLatency", "Maximum", dimensions());
    }

    /** By what S3 distinguishes the copies from one bucket to another. */
    private Map<String, String> dimensions() {
        return Map.of(
                "SourceBucket",
                from.name(what.source),
                "DestinationBucket",
                to.name(what.target),
                "RuleId",
                BucketReplication.ruleTo(to));
    }
}
