package payments.migration.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import payments.migration.CheckpointStore;
import payments.migration.MigrationException;

/** How far a copy of objects is: the key after which to go on, and the counts. */
final class ObjectCheckpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CheckpointStore store;
    private final String job;
    private final boolean isResumed;
    private String after = "";
    private ObjectCounts counts = ObjectCounts.NONE;

    /**
     * Goes on from what the store has, or begins.
     *
     * @throws MigrationException when the store has something else
     */
    ObjectCheckpoint(CheckpointStore store, String job) {
        this.store = store;
        this.job = job;
        JsonNode noted = store.read().map(text -> parsed(text, job)).orElse(JSON.createObjectNode());
        this.isResumed = noted.has("after") && !noted.path("done").asBoolean();
        if (isResumed) {
            after = noted.path("after").asText();
            List<String> tooLarge =
                    noted.path("tooLarge").valueStream().map(JsonNode::asText).toList();
            counts = new ObjectCounts(
                    noted.path("listed").asLong(),
                    noted.path("copied").asLong(),
                    noted.path("updated").asLong(),
                    noted.path("alreadyThere").asLong(),
                    noted.path("kept").asLong(),
                    tooLarge);
        }
    }

    boolean isResumed() {
        return isResumed;
    }

    String after() {
        return after;
    }

    ObjectCounts counts() {
        return counts;
    }

    void note(String key, ObjectCounts now, boolean isDone) {
        after = key;
        counts = now;
        ObjectNode json = JSON.createObjectNode();
        json.put("job", job)
                .put("done", isDone)
                .put("after", after)
                .put("listed", counts.listed())
                .put("copied", counts.copied())
                .put("updated", counts.updated())
                .put("alreadyThere", counts.alreadyThere())
                .put("kept", counts.kept());
        counts.tooLarge().forEach(json.putArray("tooLarge")::add);
        store.write(json.toPrettyString() + "\n");
    }

    private static JsonNode parsed(String text, String job) {
        String problem;
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("job").asText().equals(job)) {
                return json;
            }
            problem = json.has("job")
                    ? "it belongs to another copy: %s, not %s"
                            .formatted(json.path("job").asText(), job)
                    : "it is no checkpoint of this program";
        } catch (JsonProcessingException e) {
            problem = "it is no checkpoint of this program";
        }
        throw new MigrationException(
                "the checkpoint cannot be gone on from",
                problem,
                "name the file of this copy, or a new one, with --checkpoint");
    }
}
