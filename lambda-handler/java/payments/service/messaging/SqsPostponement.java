package payments.service.messaging;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Changes the time for which SQS hides a message. It is hidden that long also when the function then reports it as failed (Lambda
 * developer guide, "Handling errors for an SQS event source").
 */
public final class SqsPostponement implements Postponement {
    private final Supplier<SqsClient> clients;
    private final String url;
    private @Nullable SqsClient client;

    /**
     * Takes the queue.
     *
     * @param clients makes the client, when the first message is put off: most functions never put any off
     */
    public SqsPostponement(Supplier<SqsClient> clients, String url) {
        this.clients = clients;
        this.url = url;
    }

    @Override
    public void postpone(Delivery delivery, Duration delay) {
        if (delivery.receipt().isEmpty()) {
            return;
        }
        try {
            client().changeMessageVisibility(change ->
                    change.queueUrl(url).receiptHandle(delivery.receipt()).visibilityTimeout((int) delay.toSeconds()));
        } catch (SdkException e) {
            throw new UnavailableException("the payment queue", e);
        }
    }

    private SqsClient client() {
        SqsClient made = client;
        if (made == null) {
            made = clients.get();
            client = made;
        }
        return made;
    }
}
