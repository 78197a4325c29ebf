package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * A map state, inline or distributed: what reads its items, batches them and writes its results.
 *
 * @param name what the state is called
 * @param body its fields
 * @param express whether it runs in an express workflow, which starts no children
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">AWS: distributed map</a>
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html">AWS: ItemReader</a>
 */
record Maps(String name, JsonNode body, boolean express) {
    private static final long MOST_ITEMS = 100_000_000;
    private static final long MOST_BYTES = 262_144;
    private static final int LONGEST_LABEL = 40;
    private static final List<String> OF_DISTRIBUTED = List.of(
            "ItemReader",
            "ItemBatcher",
            "ResultWriter",
            "ToleratedFailurePercentage",
            "ToleratedFailurePercentagePath",
            "ToleratedFailureCount",
            "ToleratedFailureCountPath",
            "Label");

    /** Notes what Step Functions would refuse. */
    void judge(Faults faults) {
        faults.exactlyOne(name, body, "ItemProcessor", "Iterator");
        JsonNode config = body.path("ItemProcessor").path("ProcessorConfig");
        faults.oneOf(name, config, "Mode", Set.of("INLINE", "DISTRIBUTED"));
        faults.oneOf(name, config, "ExecutionType", Set.of("STANDARD", "EXPRESS"));
        String mode = config.path("Mode").asText("INLINE");
        if (mode.equals("DISTRIBUTED")) {
            judgeDistributed(config, faults);
        } else if (mode.equals("INLINE")) {
            OF_DISTRIBUTED.stream()
                    .filter(body::has)
                    .forEach(field -> faults.add(name, field + " in an inline map", "Mode DISTRIBUTED"));
        }
        faults.whole(name, body, "MaxConcurrency", 0, Integer.MAX_VALUE);
        faults.number(name, body, "ToleratedFailurePercentage", 0, 100);
        faults.whole(name, body, "ToleratedFailureCount", 0, Integer.MAX_VALUE);
        for (String field : List.of("MaxConcurrency", "ToleratedFailurePercentage", "ToleratedFailureCount")) {
            faults.atMostOne(name, body, field, field + "Path");
        }
        judgeReader(faults);
        JsonNode batcher = body.path("ItemBatcher");
        faults.whole(name, batcher, "MaxItemsPerBatch", 1, MOST_ITEMS);
        faults.whole(name, batcher, "MaxInputBytesPerBatch", 1, MOST_BYTES);
        JsonNode writer = body.path("ResultWriter");
        judgeResource("ResultWriter", writer, Set.of("s3:putObject"), faults);
        faults.oneOf(name, writer.path("WriterConfig"), "Transformation", Set.of("NONE", "COMPACT", "FLATTEN"));
        faults.oneOf(name, writer.path("WriterConfig"), "OutputType", Set.of("JSON", "JSONL"));
    }

    private void judgeDistributed(JsonNode config, Faults faults) {
        if (!config.has("ExecutionType")) {
            faults.add(name, "a distributed map without ExecutionType", "STANDARD or EXPRESS");
        }
        if (express) {
            faults.add(name, "a distributed map in an express workflow", "a standard workflow, or Mode INLINE");
        }
        faults.require(
                name,
                body,
                "Label",
                label -> label.asText().length() <= LONGEST_LABEL
                        && label.asText().matches("[\\w.-]+"),
                "at most %d letters, digits, dots, hyphens and underscores".formatted(LONGEST_LABEL));
    }

    private void judgeReader(Faults faults) {
        JsonNode reader = body.path("ItemReader");
        judgeResource("ItemReader", reader, Set.of("s3:getObject", "s3:listObjectsV2"), faults);
        JsonNode config = reader.path("ReaderConfig");
        faults.oneOf(name, config, "InputType", Set.of("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"));
        faults.oneOf(name, config, "CSVHeaderLocation", Set.of("FIRST_ROW", "GIVEN"));
        faults.oneOf(name, config, "CSVDelimiter", Set.of("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"));
        faults.whole(name, config, "MaxItems", 0, MOST_ITEMS);
        faults.atMostOne(name, config, "MaxItems", "MaxItemsPath");
        if (reader.path("Resource").asText().endsWith(":s3:getObject") && !config.has("InputType")) {
            faults.add(name, "s3:getObject without InputType", "ReaderConfig.InputType");
        }
        if (config.path("CSVHeaderLocation").asText().equals("GIVEN") && !config.has("CSVHeaders")) {
            faults.add(name, "CSVHeaderLocation GIVEN without CSVHeaders", "the names of the columns");
        }
    }

    private void judgeResource(String field, JsonNode holder, Set<String> calls, Faults faults) {
        if (holder.isObject() && !holder.has("Resource") && !field.equals("ResultWriter")) {
            faults.add(name, field + " without Resource", "one of " + Integrations.arns(calls));
        }
        faults.require(
                name,
                holder,
                "Resource",
                value -> Integrations.call(value.asText())
                        .filter(calls::contains)
                        .isPresent(),
                "one of " + Integrations.arns(calls));
    }
}
