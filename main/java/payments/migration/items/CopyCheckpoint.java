package payments.migration.items;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.migration.CheckpointStore;
import payments.migration.MigrationException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far a copy is: for each segment of the scan the key after which to go on, and the counts. Written after each page. A
 * copy that is finished leaves one that says so; the next one begins anew, which overwrites nothing and costs one reading.
 */
final class CopyCheckpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    private final CheckpointStore store;
    private final String job;
    private final boolean isResumed;
    private final List<Segment> segments = new ArrayList<>();

    private record Segment(Map<String, AttributeValue> after, boolean isDone, CopyCounts counts) {
        static final Segment NEW = new Segment(Map.of(), false, CopyCounts.NONE);
    }

    private CopyCheckpoint(CheckpointStore store, String job, boolean isResumed) {
        this.store = store;
        this.job = job;
        this.isResumed = isResumed;
    }

    /**
     * Goes on from what the store has, or begins.
     *
     * @param job what is copied where, and how: a checkpoint of another one is refused
     * @param segments parts of the scan, if it begins now; a scan that goes on keeps its own
     * @throws MigrationException when the store has something else
     */
    static CopyCheckpoint open(CheckpointStore store, String job, int segments) {
        Optional<JsonNode> noted = store.read().map(text -> parsed(text, job));
        boolean goesOn = noted.isPresent()
                && noted.get().path("segments").valueStream().anyMatch(segment -> !segment.path("done")
                        .asBoolean());
        CopyCheckpoint checkpoint = new CopyCheckpoint(store, job, goesOn);
        if (goesOn) {
            noted.get().path("segments").forEach(segment -> checkpoint.segments.add(segment(segment)));
        } else {
            for (int i = 0; i < segments; i++) {
                checkpoint.segments.add(Segment.NEW);
            }
        }
        return checkpoint;
    }

    /** Whether it goes on with a copy that was stopped. */
    boolean isResumed() {
        return isResumed;
    }

    synchronized int size() {
        return segments.size();
    }

    synchronized boolean isDone(int segment) {
        return segments.get(segment).isDone();
    }

    synchronized Map<String, AttributeValue> after(int segment) {
        return segments.get(segment).after();
    }

    /** Notes a page. Without a key to go on from, the segment is done. */
    synchronized void pageDone(int segment, Map<String, AttributeValue> after, CopyCounts page) {
        segments.set(
                segment,
                new Segment(
                        after, after.isEmpty(), segments.get(segment).counts().plus(page)));
        store.write(text());
    }

    synchronized CopyCounts counts() {
        return segments.stream().map(Segment::counts).reduce(CopyCounts.NONE, CopyCounts::plus);
    }

    private String text() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT).put("job", job);
        ArrayNode list = json.putArray("segments");
        for (Segment segment : segments) {
            ObjectNode entry = list.addObject();
            entry.put("done", segment.isDone());
            entry.set("after", ItemCodec.json(segment.after()));
            CopyCounts counts = segment.counts();
            entry.put("read", counts.read())
                    .put("written", counts.written())
                    .put("updated", counts.updated())
                    .put("alreadyThere", counts.alreadyThere())
                    .put("kept", counts.kept())
                    .put("passedOver", counts.passedOver());
        }
        return json.toPrettyString() + "\n";
    }

    private static Segment segment(JsonNode json) {
        return new Segment(
                ItemCodec.key(json.path("after")),
                json.path("done").asBoolean(),
                new CopyCounts(
                        json.path("read").asLong(),
                        json.path("written").asLong(),
                        json.path("updated").asLong(),
                        json.path("alreadyThere").asLong(),
                        json.path("kept").asLong(),
                        json.path("passedOver").asLong()));
    }

    private static JsonNode parsed(String text, String job) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused("it is no checkpoint of this program");
        }
        if (json.path("format").asInt() != FORMAT || !json.path("segments").isArray()) {
            throw refused("it is no checkpoint of this program");
        }
        if (!json.path("job").asText().equals(job)) {
            throw refused("it belongs to another copy: %s, not %s"
                    .formatted(json.path("job").asText(), job));
        }
        return json;
    }

    private static MigrationException refused(String why) {
        return new MigrationException(
                "the checkpoint cannot be gone on from",
                why,
                "name the file of this copy, or a new one, with --checkpoint");
    }
}
