package payments.infrastructure.config.deployment;

/** Which topic alarms notify. */
public enum AlertDestination {
    /** A topic of their own, so that who listens to payments hears no alarms. */
    OWN,
    /** The topic of payment events: one topic for all that a region has to say. */
    EVENTS
}
