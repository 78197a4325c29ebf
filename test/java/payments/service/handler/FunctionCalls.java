package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Calls functions as Lambda does, with a minute of time. */
public final class FunctionCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FunctionCalls() {}

    /** What a handler answers to an event. */
    public static JsonNode invoke(RequestStreamHandler handler, JsonNode event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)), out, context());
        return JSON.readTree(out.toByteArray());
    }

    /** Items as a table's stream shows them when they are new. */
    public static ObjectNode stream(List<Map<String, AttributeValue>> items) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (Map<String, AttributeValue> item : items) {
            ObjectNode change = records.addObject().put("eventName", "INSERT").putObject("dynamodb");
            change.put("SequenceNumber", "sequence-" + records.size());
            ObjectNode image = change.putObject("NewImage");
            item.forEach((name, value) -> {
                ObjectNode typed = image.putObject(name);
                if (value.s() != null) {
                    typed.put("S", value.s());
                } else if (value.n() != null) {
                    typed.put("N", value.n());
                } else {
                    typed.put("BOOL", value.bool());
                }
            });
        }
        return event;
    }

    /** A call with a minute left. */
    public static Context context() {
        return (Context) Proxy.newProxyInstance(
                FunctionCalls.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 60_000 : "test");
    }
}
