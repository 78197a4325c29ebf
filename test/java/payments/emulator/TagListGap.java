package payments.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The tags of a DynamoDB table: the emulator (moto 5.2.1) lists ten at a time, in any order; AWS lists all 50 that a table
 * can have (aws/aws-sdk issue 583), and the provider asks once. So all pages become one.
 */
final class TagListGap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "DynamoDB_20120810.ListTagsOfResource";
    private static final String NEXT = "NextToken";
    private static final String TAGS = "Tags";

    private TagListGap() {}

    /** Asks the emulator. */
    interface Emulated {
        byte[] ask(byte[] body) throws IOException, InterruptedException;
    }

    /** Whether a request lists the tags of a table. */
    static boolean isAbout(String target) {
        return target.equals(TARGET);
    }

    /** The first page with the tags of all that follow. */
    static byte[] whole(byte[] first, byte[] request, Emulated emulator) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(first);
        if (!answer.has(NEXT)) {
            return first;
        }
        ArrayNode tags = JSON.createArrayNode();
        answer.path(TAGS).forEach(tags::add);
        while (answer.hasNonNull(NEXT)) {
            ObjectNode more = (ObjectNode) JSON.readTree(request);
            more.set(NEXT, answer.path(NEXT));
            answer = JSON.readTree(emulator.ask(JSON.writeValueAsBytes(more)));
            answer.path(TAGS).forEach(tags::add);
        }
        ObjectNode all = JSON.createObjectNode();
        all.set(TAGS, tags);
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
