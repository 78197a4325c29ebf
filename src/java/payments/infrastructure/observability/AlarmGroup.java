package payments.infrastructure.observability;

import java.util.List;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** Alarms under one path, all notifying one topic. */
public final class AlarmGroup extends Construct {
    private final Placement placement;
    private final AlertTopicArn topicArn;

    /** Defines the group without alarms. */
    public AlarmGroup(Construct scope, String id, Placement placement, AlertTopicArn topicArn) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
    }

    /** Defines an alarm. */
    public AlarmGroup add(AlarmSpec alarm) {
        new Alarm(this, placement, topicArn, alarm);
        return this;
    }

    /** Defines alarms. */
    public AlarmGroup addAll(List<AlarmSpec> alarms) {
        alarms.forEach(this::add);
        return this;
    }
}
