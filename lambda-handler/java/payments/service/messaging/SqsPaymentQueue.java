package payments.service.messaging;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** An SQS queue. The answer 200 says nothing by itself: each entry has an outcome of its own. */
public final class SqsPaymentQueue implements PaymentQueue {
    private final SqsClient client;
    private final String url;

    /**
     * Uses the client as it is; its timeouts and retries are the caller's.
     *
     * @param url of the queue
     */
    public SqsPaymentQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public Set<String> send(List<QueueEntry> entries) {
        List<SendMessageBatchRequestEntry> batch = entries.stream()
                .map(entry -> SendMessageBatchRequestEntry.builder()
                        .id(entry.id())
                        .messageBody(entry.body())
                        .build())
                .toList();
        SendMessageBatchResponse response = call(batch);
        for (BatchResultErrorEntry failed : response.failed()) {
            if (failed.senderFault()) {
                throw new IllegalStateException("the queue refuses a message of ours: " + failed.code());
            }
        }
        return response.failed().stream().map(BatchResultErrorEntry::id).collect(Collectors.toUnmodifiableSet());
    }

    private SendMessageBatchResponse call(List<SendMessageBatchRequestEntry> batch) {
        try {
            return client.sendMessageBatch(send -> send.queueUrl(url).entries(batch));
        } catch (SdkException e) {
            throw new UnavailableException("the payment queue", e);
        }
    }
}
