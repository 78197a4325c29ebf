package payments.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Cloud Control API for global tables, which the emulator does not know (moto 5.2.1 has no {@code cloudcontrol}): each copy
 * becomes a plain table of the same keys in its region, with stream, key, recovery and tags. What is written in one region is in
 * no other, and a witness is nowhere: what strong consistency does is not seen here. A copy with deletion protection is not
 * deleted, and what the table's schema does not know, the provider itself refuses.
 */
final class GlobalTableGap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMA = Path.of("test/resources/emulator/global-table-schema.json");
    private static final String SERVICE = "CloudApiService.";
    private static final String TYPE = "AWS::DynamoDB::GlobalTable";

    private final URI emulator;
    private final HttpClient http;
    private final Map<String, ObjectNode> tables = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> events = new ConcurrentHashMap<>();

    GlobalTableGap(URI emulator, HttpClient http) {
        this.emulator = emulator;
        this.http = http;
    }

    /** What is answered. */
    record Answer(int status, String contentType, String body) {
        static Answer json(JsonNode body) {
            return new Answer(200, "application/x-amz-json-1.0", body.toString());
        }
    }

    /** The answer to a request, or null where it is about something else. */
    @Nullable Answer answer(String target, String region, String body) throws IOException, InterruptedException {
        if (body.startsWith("Action=DescribeType&")) {
            return schema();
        }
        if (!target.startsWith(SERVICE)) {
            return null;
        }
        JsonNode asked = JSON.readTree(body);
        String name = asked.path("Identifier").asText();
        return switch (target.substring(SERVICE.length())) {
            case "CreateResource" ->
                create((ObjectNode) JSON.readTree(asked.path("DesiredState").asText()));
            case "GetResource" -> tables.containsKey(name) ? described(name, region) : absent(name);
            case "UpdateResource" ->
                update(name, JSON.readTree(asked.path("PatchDocument").asText()));
            case "DeleteResource" -> tables.containsKey(name) ? delete(name) : absent(name);
            case "GetResourceRequestStatus" ->
                progress(events.getOrDefault(asked.path("RequestToken").asText(), JSON.createObjectNode()));
            default -> null;
        };
    }

    private Answer create(ObjectNode wanted) throws IOException, InterruptedException {
        String name = wanted.path("TableName").asText();
        for (JsonNode replica : wanted.path("Replicas")) {
            String region = replica.path("Region").asText();
            dynamoDb("CreateTable", region, copy(wanted, replica));
            protect(name, replica);
        }
        tables.put(name, wanted);
        return event("CREATE", name, "SUCCESS", "");
    }

    private static ObjectNode copy(ObjectNode wanted, JsonNode replica) {
        ObjectNode table = JSON.createObjectNode();
        for (String same : new String[] {"TableName", "BillingMode", "AttributeDefinitions", "KeySchema"}) {
            table.set(same, wanted.path(same));
        }
        table.putObject("StreamSpecification")
                .put("StreamEnabled", true)
                .set("StreamViewType", wanted.at("/StreamSpecification/StreamViewType"));
        table.putObject("SSESpecification")
                .put("Enabled", true)
                .put("SSEType", "KMS")
                .set("KMSMasterKeyId", replica.at("/SSESpecification/KMSMasterKeyId"));
        table.set("Tags", replica.path("Tags"));
        return table;
    }

    private void protect(String name, JsonNode replica) throws IOException, InterruptedException {
        String region = replica.path("Region").asText();
        ObjectNode recovery = JSON.createObjectNode().put("TableName", name);
        recovery.set("PointInTimeRecoverySpecification", replica.path("PointInTimeRecoverySpecification"));
        dynamoDb("UpdateContinuousBackups", region, recovery);
        ObjectNode protection = JSON.createObjectNode().put("TableName", name);
        protection.set("DeletionProtectionEnabled", replica.path("DeletionProtectionEnabled"));
        dynamoDb("UpdateTable", region, protection);
    }

    /** Replacements of what is there, as the provider sends them for a changed document. */
    private Answer update(String name, JsonNode patch) throws IOException, InterruptedException {
        ObjectNode table = tables.get(name);
        if (table == null) {
            return absent(name);
        }
        for (JsonNode step : patch) {
            String path = step.path("path").asText();
            int last = path.lastIndexOf('/');
            JsonNode holder = table.at(path.substring(0, last));
            if (!step.path("op").asText().equals("replace") || !(holder instanceof ObjectNode object)) {
                return event("UPDATE", name, "FAILED", "not tried against the emulator: " + step);
            }
            object.set(path.substring(last + 1), step.path("value"));
        }
        for (JsonNode replica : table.path("Replicas")) {
            protect(name, replica);
        }
        return event("UPDATE", name, "SUCCESS", "");
    }

    private Answer delete(String name) throws IOException, InterruptedException {
        JsonNode replicas = tables.getOrDefault(name, JSON.createObjectNode()).path("Replicas");
        for (JsonNode replica : replicas) {
            if (replica.path("DeletionProtectionEnabled").asBoolean()) {
                return event(
                        "DELETE",
                        name,
                        "FAILED",
                        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
            }
        }
        for (JsonNode replica : replicas) {
            dynamoDb(
                    "DeleteTable",
                    replica.path("Region").asText(),
                    JSON.createObjectNode().put("TableName", name));
        }
        tables.remove(name);
        return event("DELETE", name, "SUCCESS", "");
    }

    private Answer described(String name, String region) throws IOException, InterruptedException {
        JsonNode here = dynamoDb(
                        "DescribeTable", region, JSON.createObjectNode().put("TableName", name))
                .path("Table");
        ObjectNode properties =
                tables.getOrDefault(name, JSON.createObjectNode()).deepCopy();
        properties.put("Arn", here.path("TableArn").asText());
        properties.put("StreamArn", here.path("LatestStreamArn").asText());
        properties.put("TableId", here.path("TableId").asText());
        ObjectNode answer = JSON.createObjectNode().put("TypeName", TYPE);
        answer.putObject("ResourceDescription").put("Identifier", name).put("Properties", properties.toString());
        return Answer.json(answer);
    }

    private static Answer absent(String name) {
        ObjectNode error = JSON.createObjectNode()
                .put("__type", "com.amazonaws.cloudapiservice#ResourceNotFoundException")
                .put("Message", "Resource of type '%s' with identifier '%s' was not found.".formatted(TYPE, name));
        return new Answer(400, "application/x-amz-json-1.0", error.toString());
    }

    private Answer event(String operation, String name, String status, String message) {
        String token = UUID.randomUUID().toString();
        ObjectNode event = JSON.createObjectNode()
                .put("TypeName", TYPE)
                .put("Identifier", name)
                .put("RequestToken", token)
                .put("Operation", operation)
                .put("OperationStatus", status)
                .put("EventTime", 1.0);
        if (!message.isEmpty()) {
            event.put("StatusMessage", message).put("ErrorCode", "GeneralServiceException");
        }
        events.put(token, event);
        return progress(event);
    }

    private static Answer progress(ObjectNode event) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("ProgressEvent", event);
        return Answer.json(answer);
    }

    /** The provider asks CloudFormation for the schema of the type, and checks the document against it. */
    private static Answer schema() throws IOException {
        String schema = Files.readString(SCHEMA)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
        return new Answer(
                200,
                "text/xml",
                "<DescribeTypeResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><DescribeTypeResult>"
                        + "<Type>RESOURCE</Type><TypeName>%s</TypeName><DeprecatedStatus>LIVE</DeprecatedStatus><Schema>%s</Schema></DescribeTypeResult></DescribeTypeResponse>"
                                .formatted(TYPE, schema));
    }

    private JsonNode dynamoDb(String action, String region, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(emulator)
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=emulator/20260101/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
                                .formatted(region))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException("%s in %s: %s".formatted(action, region, answer.body())));
        }
        return JSON.readTree(answer.body());
    }
}
