package payments.service.handler.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import payments.service.json.JsonValue;
import payments.service.resilience.Workers;

/** The records of a DynamoDB stream that Lambda hands to a function with {@code ReportBatchItemFailures}. */
final class StreamRecords {
    private static final int NONE = Integer.MAX_VALUE;

    private final List<JsonValue.Obj> records = new ArrayList<>();
    private final Predicate<JsonValue.Obj> step;

    private StreamRecords(JsonValue.Arr all, Predicate<JsonValue.Obj> step) {
        this.step = step;
        for (JsonValue item : all.items()) {
            JsonValue.Obj record = item.asObject();
            if (record != null) {
                records.add(record);
            }
        }
    }

    /**
     * Takes a step with one record after the other.
     *
     * @param step false where the record is to come again
     * @return what Lambda is to be answered: a stream continues from the first record that failed
     */
    static List<Map<String, String>> failures(JsonValue.Arr records, Predicate<JsonValue.Obj> step) {
        StreamRecords all = new StreamRecords(records, step);
        return all.answer(
                all.firstFailed(IntStream.range(0, all.records.size()).boxed().toList()));
    }

    /**
     * Takes a step with the records of several lanes at a time, and in a lane with one after the other; a record without a lane
     * comes behind all those in front of it. What is done behind the first one that failed will come again.
     *
     * @param lane which lane a record is in
     */
    static List<Map<String, String>> failures(
            JsonValue.Arr records,
            Function<JsonValue.Obj, Optional<String>> lane,
            Workers workers,
            Predicate<JsonValue.Obj> step) {
        StreamRecords all = new StreamRecords(records, step);
        Map<String, List<Integer>> lanes = new LinkedHashMap<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < all.records.size(); i++) {
            lane.apply(all.records.get(i))
                    .map(name -> lanes.computeIfAbsent(name, unused -> new ArrayList<>()))
                    .orElse(others)
                    .add(i);
        }
        int failed = workers.all(List.copyOf(lanes.values()), all::firstFailed).stream()
                .reduce(NONE, Math::min);
        others.removeIf(number -> number > failed);
        return all.answer(Math.min(failed, all.firstFailed(others)));
    }

    private int firstFailed(List<Integer> numbers) {
        for (int number : numbers) {
            if (!step.test(records.get(number))) {
                return number;
            }
        }
        return NONE;
    }

    private List<Map<String, String>> answer(int failed) {
        if (failed == NONE) {
            return List.of();
        }
        String sequence = records.get(failed).object("dynamodb").text("SequenceNumber");
        return List.of(Map.of("itemIdentifier", sequence == null ? "" : sequence));
    }
}
