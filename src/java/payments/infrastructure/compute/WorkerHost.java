package payments.infrastructure.compute;

/**
 * What all workers of a region share.
 *
 * @param functions what they share with all functions
 * @param alertsArn the topic of their alarms
 * @param failuresArn the queue of what they could not do
 */
public record WorkerHost(FunctionHost functions, String alertsArn, String failuresArn) {}
