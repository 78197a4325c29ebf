package payments.infrastructure.guardrail.rules.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An event source mapping names something that Lambda reads from, in the way in which it is read, and has the settings of that
 * kind of source alone.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">AWS:
 *     CreateEventSourceMapping</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">AWS: parameters of SQS mappings</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">AWS: parameters of DynamoDB mappings</a>
 */
@Guardrail(
        id = "lambda-esm-source",
        severity = Severity.HIGH,
        expects = "the ARN of a source in the function's region, and the settings of its kind",
        fix = "name the source as Lambda reads it, and take away what its kind does not have",
        why = "Lambda refuses the mapping, and what made the events goes on without a reader",
        sources = "ours: Terraform does not compare a mapping with its source")
final class LambdaMappingFitsSource extends ResourceRule {
    private static final String SOURCE = "event_source_arn";
    private static final String POSITION = "starting_position";
    private static final Set<SourceKind> SHARDED = SourceKind.STREAMS;
    private static final Set<SourceKind> RETRIED = Set.of(SourceKind.KINESIS, SourceKind.TABLE, SourceKind.KAFKA);
    private static final Set<SourceKind> POLLED = Set.of(SourceKind.QUEUE, SourceKind.FIFO_QUEUE, SourceKind.KAFKA);
    private static final Set<SourceKind> POSITIONED =
            Set.of(SourceKind.KINESIS, SourceKind.TABLE, SourceKind.KAFKA, SourceKind.DOCUMENTS);

    /** By setting: the kinds of sources that have it. */
    private static final Map<String, Set<SourceKind>> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry(POSITION, POSITIONED),
            Map.entry("starting_position_timestamp", POSITIONED),
            Map.entry("bisect_batch_on_function_error", RETRIED),
            Map.entry("maximum_record_age_in_seconds", RETRIED),
            Map.entry("maximum_retry_attempts", RETRIED),
            Map.entry("destination_config.on_failure.destination_arn", RETRIED),
            Map.entry("parallelization_factor", SHARDED),
            Map.entry("tumbling_window_in_seconds", SHARDED),
            Map.entry("scaling_config.maximum_concurrency", SourceKind.QUEUES),
            Map.entry("provisioned_poller_config.minimum_pollers", POLLED),
            Map.entry("provisioned_poller_config.maximum_pollers", POLLED),
            Map.entry(
                    "function_response_types",
                    Set.of(
                            SourceKind.QUEUE,
                            SourceKind.FIFO_QUEUE,
                            SourceKind.KINESIS,
                            SourceKind.TABLE,
                            SourceKind.KAFKA)),
            Map.entry(
                    "maximum_batching_window_in_seconds",
                    Set.of(
                            SourceKind.QUEUE,
                            SourceKind.KINESIS,
                            SourceKind.TABLE,
                            SourceKind.KAFKA,
                            SourceKind.BROKER,
                            SourceKind.DOCUMENTS)),
            Map.entry("topics", Set.of(SourceKind.KAFKA)),
            Map.entry("queues", Set.of(SourceKind.BROKER)),
            Map.entry("document_db_event_source_config.database_name", Set.of(SourceKind.DOCUMENTS))));

    /** By type of a source: the attributes that hold what a mapping reads from. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "aws_sqs_queue", Set.of("arn"),
            "aws_kinesis_stream", Set.of("arn", "id"),
            "aws_mq_broker", Set.of("arn"),
            "aws_msk_cluster", Set.of("arn", "id"),
            "aws_docdb_cluster", Set.of("arn"));

    /** What provider and API take for "not set". */
    private static final Set<String> UNSET = Set.of("", "0", "false");

    private static final int MOST_OF_FIFO = 10;
    private static final int YOUNGEST_SECONDS = 60;
    private static final int REGION = 3;

    LambdaMappingFitsSource() {
        super("aws_lambda_event_source_mapping");
    }

    @Override
    protected void judge(Resource mapping, Verdicts verdicts) {
        SourceKind kind = SourceKind.of(mapping, SOURCE);
        judgeSource(mapping, kind, verdicts);
        if (SourceKind.QUEUES.contains(kind) || SourceKind.STREAMS.contains(kind)) {
            judgeTwins(mapping, verdicts);
        }
        if (kind != SourceKind.UNKNOWN && kind != SourceKind.NONE) {
            SETTINGS.forEach((setting, kinds) -> {
                if (!kinds.contains(kind) && isSet(mapping, setting)) {
                    verdicts.fail(
                            setting,
                            setting,
                            mapping.attribute(setting).text() + " for " + kind.words(),
                            "none: it has no such setting");
                }
            });
            judgePosition(mapping, kind, verdicts);
        }
        if (kind == SourceKind.FIFO_QUEUE
                && mapping.attribute("batch_size").isBetween(MOST_OF_FIFO + 1, Integer.MAX_VALUE)) {
            verdicts.fail("batch_size", "batch_size", mapping.attribute("batch_size") + " of a FIFO queue", "1 to 10");
        }
        if (RETRIED.contains(kind)
                && mapping.attribute("maximum_record_age_in_seconds").isBetween(1, YOUNGEST_SECONDS - 1)) {
            verdicts.fail(
                    "age",
                    "maximum_record_age_in_seconds",
                    mapping.attribute("maximum_record_age_in_seconds").text(),
                    "-1, or 60 to 604800");
        }
        verdicts.pass(SOURCE, kind.words());
    }

    private static void judgeSource(Resource mapping, SourceKind kind, Verdicts verdicts) {
        Value source = mapping.attribute(SOURCE);
        if (kind == SourceKind.NONE) {
            verdicts.fail(
                    SOURCE,
                    SOURCE,
                    source.text(),
                    "a queue, a stream, a broker or Kafka; others call the function themselves");
            return;
        }
        if (kind == SourceKind.TABLE) {
            judgeStream(source, verdicts);
        }
        source.target()
                .filter(target -> !ATTRIBUTES
                        .getOrDefault(target.type(), Set.of(source.targetAttribute()))
                        .contains(source.targetAttribute()))
                .ifPresent(target -> verdicts.fail(
                        SOURCE, SOURCE, "%s of %s".formatted(source.targetAttribute(), target.address()), "its arn"));
        String[] arn = source.text().split(":", -1);
        if (source.text().startsWith("arn:") && arn.length > REGION && isElsewhere(arn[REGION], mapping.region())) {
            verdicts.fail(
                    "region", SOURCE, source.text(), "a source in " + mapping.region() + ", where the function is");
        }
    }

    private static boolean isElsewhere(String region, String here) {
        return !region.contains("${") && !region.isEmpty() && !here.isEmpty() && !region.equals(here);
    }

    private static void judgeStream(Value source, Verdicts verdicts) {
        Optional<Resource> table = source.target("aws_dynamodb_table");
        boolean stream = source.target().isPresent()
                ? source.targetAttribute().endsWith("stream_arn")
                : source.text().contains("/stream/")
                        || source.text().replaceFirst("^arn:[^/]*:table/", "").contains("${");
        if (!stream) {
            verdicts.fail(
                    SOURCE,
                    SOURCE,
                    source.targetAttribute().isEmpty()
                            ? source.text()
                            : "%s of %s"
                                    .formatted(
                                            source.targetAttribute(),
                                            table.map(Resource::address).orElse("the table")),
                    "the ARN of the table's stream: stream_arn");
        } else {
            table.filter(LambdaMappingFitsSource::isWithoutStream)
                    .ifPresent(found -> verdicts.fail(
                            "stream", SOURCE, found.address() + " has no stream", "stream_enabled of the table"));
        }
    }

    /** DynamoDB makes a stream by itself for a table with replicas. */
    private static boolean isWithoutStream(Resource table) {
        Value enabled = table.attribute("stream_enabled");
        return table.kind() == Resource.Kind.MANAGED
                && (enabled.isAbsent() || enabled.isFalse())
                && !table.has("stream_view_type")
                && !table.has("replica")
                && table.referrers("aws_dynamodb_table_replica", "global_table_arn")
                        .isEmpty();
    }

    private static void judgePosition(Resource mapping, SourceKind kind, Verdicts verdicts) {
        Value position = mapping.attribute(POSITION);
        if (SourceKind.STREAMS.contains(kind) && position.isAbsent()) {
            verdicts.fail(POSITION, POSITION, "(absent)", "TRIM_HORIZON or LATEST for " + kind.words());
        }
        if (position.is("AT_TIMESTAMP") && kind == SourceKind.TABLE) {
            verdicts.fail(POSITION, POSITION, "AT_TIMESTAMP for " + kind.words(), "TRIM_HORIZON or LATEST");
        } else if (position.is("AT_TIMESTAMP") && !mapping.has("starting_position_timestamp")) {
            verdicts.fail(POSITION, POSITION, "AT_TIMESTAMP alone", "starting_position_timestamp beside it");
        }
    }

    private static void judgeTwins(Resource mapping, Verdicts verdicts) {
        String source = mapping.attribute(SOURCE).text();
        List<Resource> twins = mapping.alike(SOURCE).stream()
                .filter(other -> !source.isEmpty() && other.stack().equals(mapping.stack()))
                .filter(other -> other.attribute("function_name")
                        .text()
                        .equals(mapping.attribute("function_name").text()))
                .filter(other -> other.address().compareTo(mapping.address()) < 0)
                .toList();
        if (!twins.isEmpty()) {
            verdicts.fail(
                    "twin",
                    SOURCE,
                    "the source and function of " + twins.get(0).address(),
                    "one mapping of each source to a function");
        }
    }

    private static boolean isSet(Resource mapping, String setting) {
        Value value = mapping.attribute(setting);
        boolean empty = value.json().isContainerNode() && value.json().isEmpty();
        return value.isPresent() && !empty && !UNSET.contains(value.text());
    }
}
