package payments.regions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import payments.account.Aws;
import payments.account.RefusedException;

/** Queues of SQS. */
public final class SqsQueues implements Queues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WAITING = "ApproximateNumberOfMessages";
    private static final String UNDER_WAY = "ApproximateNumberOfMessagesNotVisible";

    private final Aws aws;

    /** Asks by these calls. */
    public SqsQueues(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<QueueDepth> depths(String region, List<String> names) {
        return names.stream().map(name -> depth(region, name)).toList();
    }

    private QueueDepth depth(String region, String name) {
        try {
            String url = call(region, "GetQueueUrl", Map.of("QueueName", name))
                    .path("QueueUrl")
                    .asText();
            JsonNode attributes = call(
                            region,
                            "GetQueueAttributes",
                            Map.of("QueueUrl", url, "AttributeNames", List.of(WAITING, UNDER_WAY)))
                    .path("Attributes");
            return new QueueDepth(
                    name,
                    attributes.path(WAITING).asLong(),
                    attributes.path(UNDER_WAY).asLong());
        } catch (RefusedException e) {
            throw new RegionsException(
                    "a queue does not say how deep it is",
                    "%s in %s: %s".formatted(name, region, e.getMessage()),
                    "the credentials or the network");
        }
    }

    private JsonNode call(String region, String action, Map<String, Object> body) {
        return aws.firstJson(
                "sqs", region, "AmazonSQS." + action, JSON.valueToTree(body).toString());
    }
}
