package payments.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that the emulator (moto 5.2.1) takes and forgets: the period in which a key is rotated, the key of a function's
 * environment, SnapStart. A second plan differs in them; where it must be empty, this keeps them and adds them to the answers.
 */
final class SettingsGap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PERIOD = "RotationPeriodInDays";
    private static final String KEY = "KMSKeyArn";
    private static final String SNAP_START = "SnapStart";
    private static final Pattern FUNCTIONS = Pattern.compile("/2015-03-31/functions/?");
    private static final Pattern FUNCTION = Pattern.compile("/2015-03-31/functions/([^/]+)(/configuration)?");

    private final Map<String, JsonNode> periods = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> functions = new ConcurrentHashMap<>();

    /**
     * Keeps what a request sets.
     *
     * @param target service and action of the JSON protocol
     * @param path the path of others
     */
    void keep(String target, String region, String path, String request) throws IOException {
        if (target.equals("TrentService.EnableKeyRotation")) {
            JsonNode body = JSON.readTree(request);
            if (body.has(PERIOD)) {
                periods.put(keyId(body), body.path(PERIOD));
            }
        } else if (FUNCTIONS.matcher(path).matches() && request.contains("\"FunctionName\"")) {
            JsonNode body = JSON.readTree(request);
            functions.put(region + " " + body.path("FunctionName").asText(), body);
        }
    }

    /** The emulator's answer with what was kept. */
    byte[] complete(String target, String region, String path, String request, byte[] answer) throws IOException {
        if (target.equals("TrentService.GetKeyRotationStatus")) {
            JsonNode period = periods.get(keyId(JSON.readTree(request)));
            return period == null ? answer : with(answer, "", Map.of(PERIOD, period));
        }
        Matcher function = FUNCTION.matcher(path);
        if (function.matches()) {
            JsonNode kept = functions.get(region + " " + name(function.group(1)));
            if (kept != null && kept.has(KEY) && kept.has(SNAP_START)) {
                return with(
                        answer,
                        function.group(2) == null ? "Configuration" : "",
                        Map.of(KEY, kept.path(KEY), SNAP_START, kept.path(SNAP_START)));
            }
        }
        return answer;
    }

    private static byte[] with(byte[] answer, String inside, Map<String, JsonNode> more) throws IOException {
        if (!(JSON.readTree(answer) instanceof ObjectNode whole)) {
            return answer;
        }
        (inside.isEmpty() ? whole : whole.withObjectProperty(inside)).setAll(more);
        return JSON.writeValueAsBytes(whole);
    }

    /** A key is named by its id or by its ARN, which ends with it. */
    private static String keyId(JsonNode request) {
        return request.path("KeyId").asText().replaceFirst(".*/", "");
    }

    /** A function is named by its name or its ARN, with or without a version. */
    private static String name(String asked) {
        return URLDecoder.decode(asked, StandardCharsets.UTF_8)
                .replaceFirst("^.*:function:", "")
                .replaceFirst(":.*", "");
    }
}
