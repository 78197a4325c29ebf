package payments.service.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.service.json.JsonValue;

/**
 * Turns an event into a request: API Gateway REST proxy (format 1.0), API Gateway HTTP API (format 2.0), or an
 * application load balancer.
 */
public final class EventReader {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^{}+]+)}");

    private EventReader() {}

    /**
     * Reads the event.
     *
     * @throws IllegalArgumentException when it has none of the three shapes: the function is wired to something
     *     else than an HTTP entry point
     */
    public static HttpRequest read(JsonValue document) {
        JsonValue.Obj event = document.asObject();
        if (event == null) {
            throw new IllegalArgumentException("the event is not an object; invoke the function through HTTP");
        }
        JsonValue.Obj context = event.object("requestContext");
        String method = firstOf(event.text("httpMethod"), context.object("http").text("method"));
        String path = firstOf(event.text("rawPath"), event.text("path"));
        if (method == null || path == null) {
            throw new IllegalArgumentException(
                    "the event has no method or no path; connect a REST API, an HTTP API or a load balancer");
        }
        String text = event.text("body");
        boolean isBase64 = Boolean.TRUE.equals(event.bool("isBase64Encoded"));
        return new HttpRequest(
                method.toUpperCase(Locale.ROOT),
                path(event, path, context.text("stage")),
                query(event),
                headers(event),
                text == null ? Body.NONE : new Body(text, isBase64),
                Caller.of(context),
                Objects.requireNonNullElse(context.text("requestId"), ""),
                event.get("headers") == null && event.get("multiValueHeaders") != null);
    }

    /**
     * A REST API's resource with its parameters is the most reliable path: it has neither stage nor the base
     * path of a custom domain. A greedy resource ({@code {proxy+}}) says nothing, so then the path it is.
     */
    private static List<String> path(JsonValue.Obj event, String path, @Nullable String stage) {
        String resource = event.text("resource");
        if (resource != null && resource.startsWith("/") && !resource.contains("+}")) {
            JsonValue.Obj parameters = event.object("pathParameters");
            return segments(PATH_PARAMETER.matcher(resource).replaceAll(name -> parameter(parameters, name.group(1))));
        }
        List<String> segments = segments(path);
        boolean staged = segments.size() > 1 && segments.get(0).equals(stage);
        return staged ? segments.subList(1, segments.size()) : segments;
    }

    private static String parameter(JsonValue.Obj parameters, String name) {
        String value = parameters.text(name);
        return Matcher.quoteReplacement(value == null ? "" : value);
    }

    /** One slash at the end says nothing; more than one is another path. */
    private static List<String> segments(String path) {
        String whole = path.length() > 1 && path.endsWith("/") && !path.endsWith("//")
                ? path.substring(0, path.length() - 1)
                : path;
        return whole.startsWith("/") ? List.of(whole.substring(1).split("/", -1)) : List.of(whole);
    }

    private static List<String> query(JsonValue.Obj event) {
        List<String> query = new ArrayList<>();
        String raw = event.text("rawQueryString");
        if (raw != null) {
            query.add(raw);
        }
        for (String field : List.of("queryStringParameters", "multiValueQueryStringParameters")) {
            event.object(field).fields().forEach((name, value) -> {
                query.add(name);
                query.addAll(texts(value));
            });
        }
        return query;
    }

    private static Map<String, List<String>> headers(JsonValue.Obj event) {
        Map<String, List<String>> headers = byName(event.object("headers"));
        // A REST API sends both maps; the plain one holds only the last value of a repeated header.
        headers.putAll(byName(event.object("multiValueHeaders")));
        return headers;
    }

    /** By lower-case name; one name in two spellings has the values of both. */
    private static Map<String, List<String>> byName(JsonValue.Obj fields) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        fields.fields().forEach((name, value) -> headers.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), lower -> new ArrayList<>())
                .addAll(texts(value)));
        headers.values().removeIf(List::isEmpty);
        return headers;
    }

    /** The text, or the texts of the array. */
    private static List<String> texts(JsonValue value) {
        List<String> texts = new ArrayList<>();
        JsonValue.Arr list = value.asArray();
        for (JsonValue item : list == null ? List.of(value) : list.items()) {
            String text = item.asText();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }
}
