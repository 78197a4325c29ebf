package payments.regions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How far an import is.
 *
 * @param after the payment up to which all are in the log; empty at the beginning
 * @param done how many payments that are
 * @param isEnd whether there is none behind it
 */
record ImportProgress(Optional<String> after, long done, boolean isEnd) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    /** Nothing is done. */
    static final ImportProgress NONE = new ImportProgress(Optional.empty(), 0, false);

    /**
     * Reads what was noted.
     *
     * @param job which table goes into which log: another one's progress is refused
     */
    static ImportProgress of(Notes notes, String job) {
        return notes.read().map(text -> parsed(text, job)).orElse(NONE);
    }

    private static ImportProgress parsed(String text, String job) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused("it is no checkpoint of an import");
        }
        if (json.path("format").asInt() != FORMAT || !json.path("done").isIntegralNumber()) {
            throw refused("it is no checkpoint of an import");
        }
        if (!json.path("job").asText().equals(job)) {
            throw refused("it belongs to another import: %s, not %s"
                    .formatted(json.path("job").asText(), job));
        }
        return new ImportProgress(
                Optional.ofNullable(json.path("after").textValue()),
                json.path("done").asLong(),
                json.path("end").asBoolean());
    }

    private static RegionsException refused(String why) {
        return new RegionsException(
                "the checkpoint cannot be gone on from",
                why,
                "name the file of this import, or a new one, with --checkpoint");
    }

    /** Notes it. */
    void note(Notes notes, String job) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT)
                .put("job", job)
                .put("after", after.orElse(null))
                .put("done", done)
                .put("end", isEnd);
        notes.write(json.toPrettyString() + "\n");
    }
}
