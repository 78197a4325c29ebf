package payments.infrastructure.guardrail.rules.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What Lambda and EventBridge Pipes read events from. */
enum SourceKind {
    /** A queue of SQS that keeps no order. */
    QUEUE("a standard queue"),
    /** A queue of SQS that keeps the order. */
    FIFO_QUEUE("a FIFO queue"),
    /** A data stream of Kinesis. */
    KINESIS("a Kinesis stream"),
    /** The stream of a table's changes. */
    TABLE("the stream of a table"),
    /** A topic of Kafka, on brokers of AWS or of others. */
    KAFKA("Kafka"),
    /** A broker of Amazon MQ. */
    BROKER("a broker"),
    /** A change stream of DocumentDB. */
    DOCUMENTS("DocumentDB"),
    /** Something that cannot be read from. */
    NONE("no source of events"),
    /** Something that only Terraform or AWS knows. */
    UNKNOWN("an unknown source");

    /** What reads in shards, and so with a position. */
    static final Set<SourceKind> STREAMS = Set.of(KINESIS, TABLE);

    static final Set<SourceKind> QUEUES = Set.of(QUEUE, FIFO_QUEUE);

    private static final Map<String, SourceKind> BY_TYPE = Map.ofEntries(
            Map.entry("aws_kinesis_stream", KINESIS),
            Map.entry("aws_kinesis_stream_consumer", KINESIS),
            Map.entry("aws_dynamodb_table", TABLE),
            Map.entry("aws_msk_cluster", KAFKA),
            Map.entry("aws_msk_serverless_cluster", KAFKA),
            Map.entry("aws_mq_broker", BROKER),
            Map.entry("aws_docdb_cluster", DOCUMENTS),
            Map.entry("aws_sns_topic", NONE),
            Map.entry("aws_s3_bucket", NONE),
            Map.entry("aws_lambda_function", NONE),
            Map.entry("aws_sfn_state_machine", NONE),
            Map.entry("aws_cloudwatch_event_bus", NONE),
            Map.entry("aws_cloudwatch_event_rule", NONE),
            Map.entry("aws_kinesis_firehose_delivery_stream", NONE));

    private static final Map<String, SourceKind> BY_SERVICE = Map.of(
            "kinesis", KINESIS,
            "dynamodb", TABLE,
            "kafka", KAFKA,
            "mq", BROKER,
            "rds", DOCUMENTS,
            "sns", NONE,
            "s3", NONE,
            "lambda", NONE,
            "states", NONE,
            "events", NONE);

    private static final int SERVICE = 2;

    private final String words;

    SourceKind(String words) {
        this.words = words;
    }

    /** What it is, for a message. */
    String words() {
        return words;
    }

    /**
     * What a resource reads from.
     *
     * @param attribute where the ARN of the source stands
     */
    static SourceKind of(Resource reader, String attribute) {
        if (!reader.blocks("self_managed_event_source").isEmpty()) {
            return KAFKA;
        }
        Value source = reader.attribute(attribute);
        Optional<Resource> queue = reader.find("aws_sqs_queue", source);
        if (queue.isPresent()) {
            return ofQueue(queue.get());
        }
        Optional<Resource> target = source.target();
        if (target.isPresent()) {
            return target.get().type().equals("aws_sqs_queue")
                    ? ofQueue(target.get())
                    : BY_TYPE.getOrDefault(target.get().type(), UNKNOWN);
        }
        List<String> arn = Arrays.asList(source.text().split(":", -1));
        if (!source.text().startsWith("arn:") || arn.size() <= SERVICE) {
            return UNKNOWN;
        }
        if (arn.get(SERVICE).equals("sqs")) {
            return source.text().endsWith(".fifo") ? FIFO_QUEUE : source.text().endsWith("}") ? UNKNOWN : QUEUE;
        }
        return BY_SERVICE.getOrDefault(arn.get(SERVICE), UNKNOWN);
    }

    private static SourceKind ofQueue(Resource queue) {
        Value fifo = queue.attribute("fifo_queue");
        Value name = queue.attribute("name");
        if (fifo.isTrue() || name.text().endsWith(".fifo")) {
            return FIFO_QUEUE;
        }
        boolean read = queue.kind() != Resource.Kind.MANAGED;
        return fifo.isUnknown() || (read && name.isUnknown()) ? UNKNOWN : QUEUE;
    }
}
