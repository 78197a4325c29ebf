package payments.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the error of an answer, in XML or JSON. */
final class ErrorBody {
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final int LONGEST = 300;

    private ErrorBody() {}

    /**
     * The error of an answer.
     *
     * @param named the error's name in a header; empty without one
     * @param place the service and region that answered
     */
    static RefusedException of(int status, String named, String answer, String place) {
        String code = named.replaceFirst(":.*", "");
        String message = "";
        if (answer.startsWith("{")) {
            JsonNode error = parse(answer);
            code = code.isEmpty() ? text(error, "__type").replaceFirst(".*#", "") : code;
            message = text(error, "message");
            message = message.isEmpty() ? text(error, "Message") : message;
        } else {
            code = code.isEmpty() ? first(CODE, answer) : code;
            message = first(MESSAGE, answer);
        }
        String said = message.isEmpty() ? "HTTP status %d from %s".formatted(status, place) : message;
        return new RefusedException(status, code, said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said);
    }

    private static String text(JsonNode error, String name) {
        return error.path(name).isTextual() ? error.path(name).textValue() : "";
    }

    private static JsonNode parse(String answer) {
        try {
            return new ObjectMapper().readTree(answer);
        } catch (JsonProcessingException e) {
            return new ObjectMapper().createObjectNode();
        }
    }

    private static String first(Pattern pattern, String answer) {
        Matcher found = pattern.matcher(answer);
        return found.find() ? found.group(1) : "";
    }
}
