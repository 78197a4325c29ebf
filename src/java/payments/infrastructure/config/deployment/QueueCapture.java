package payments.infrastructure.config.deployment;

/** Who has the payments of the queue captured; those are the payments of files. */
public enum QueueCapture {
    /** The queue's processor: it starts the workflow of each payment that it stores. */
    AUTOMATIC,
    /** Their owner or an operator, one by one; until then a payment stays pending. */
    BY_REQUEST
}
