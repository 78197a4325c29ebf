package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.documentation.DocumentedScript;
import payments.systems.ContractFile;
import payments.systems.Facts;
import payments.testing.BusyBindings;
import payments.testing.Deployments;
import payments.testing.Json;
import payments.testing.Run;
import payments.testing.SynthesizedStack;
import payments.testing.Tool;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The requests of the contract files, sent to the packed functions under AWS's runtime interface client. Their variables are
 * those that were synthesized; the items of an old system are written by hand, as its document has them.
 */
@BusyBindings
class ContractAnswersIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A number with an issuer's prefix and a right check digit; in parts, so that no scan finds it here. */
    private static final String CARD = "4111" + "1111".repeat(2) + "1111";

    private static final Pattern TYPE = Pattern.compile("^<(\\w+) ?(.*)>$", Pattern.DOTALL);
    private static final Set<String> PROBLEM =
            Set.of("type", "title", "status", "detail", "instance", "message", "timestamp", "code", "fields", "errors");
    private static final String KEY = "key-of-the-app";

    /** What is around the functions of a deployment, made once. */
    private static final Map<String, FunctionAsSynthesized> AROUND = new ConcurrentHashMap<>();

    private static Emulator emulator;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Tool.require(Tool.EMULATOR);
        emulator = Emulator.start();
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    static List<String> names() {
        return ContractFile.names();
    }

    static List<String> namesOfThoseWithFiles() {
        return names().stream()
                .filter(name -> !ContractFile.of(name).facts().rows("files").isEmpty())
                .toList();
    }

    /** A deployment as this test meets it. */
    private record Asked(ContractFile file, SynthesizedStack stack, String region, HttpFront.Kind front) {
        static Asked of(String name) {
            ContractFile file = ContractFile.of(name);
            SynthesizedStack stack =
                    Deployments.of(name).stack(file.stack(file.facts().text("asked")));
            return new Asked(
                    file,
                    stack,
                    stack.output("current_region").asText(),
                    HttpFront.Kind.valueOf(
                            file.facts().text("front").replace('-', '_').toUpperCase(Locale.ROOT)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement({"K7", "K11", "K31", "K32", "K43", "K51"})
    void aRequestIsAnsweredWithTheStatusHeadersAndMembersOfTheDocument(String name) throws IOException {
        Asked system = Asked.of(name);
        FunctionAsSynthesized around = around(system);
        Map<String, Facts> items = new HashMap<>();
        system.file().facts().rows("items").forEach(item -> items.put(item.text("name"), item));
        Map<String, JsonNode> answers = new HashMap<>();
        List<String> differences = new ArrayList<>();
        try (RuntimeClient function = function(around, FunctionContract.PAYMENTS_API);
                DynamoDbClient dynamoDb = new Aws(emulator.endpoint(), system.region()).dynamoDb()) {
            for (Facts row : system.file().facts().rows("requests")) {
                row.texts("given")
                        .forEach(item ->
                                put(dynamoDb, around.paymentsTable(), Objects.requireNonNull(items.get(item), item)));
                Facts send = row.part("send").orElseThrow();
                Map<String, String> headers = new TreeMap<>();
                send.values("headers").forEach((header, value) -> headers.put(header, value.asText()));
                String event = HttpFront.event(
                        system.front(),
                        send.text("method"),
                        send.text("path"),
                        headers,
                        send.text("body", "").replace("{card}", CARD));
                JsonNode answer = JSON.readTree(function.invoke(event).body());
                JsonNode body = Json.parsed(answer.path("body").asText("{}"));
                answers.put(row.text("name"), body);
                List<String> found = new ArrayList<>();
                compare(found, row.part("answer").orElseThrow(), answer, body);
                row.part("same")
                        .filter(same -> !isSame(same, "as", answers, body))
                        .ifPresent(same -> found.add("it should be the same payment"));
                row.part("differs")
                        .filter(same -> isSame(same, "from", answers, body))
                        .ifPresent(same -> found.add("it should be another payment"));
                row.part("stored").ifPresent(stored -> stored(found, stored, around, dynamoDb));
                found.forEach(difference ->
                        differences.add("%s: %s%n    answer %s".formatted(row.place(), difference, answer)));
            }
            assertThat(function.output()).doesNotContain(CARD);
        }
        items.values().forEach(item -> item.value("item"));
        system.file().facts().rows("files").forEach(ContractAnswersIT::isReadElsewhere);
        differences.addAll(system.file().unread(ContractFile.ANSWERED));
        assertThat(differences).isEmpty();
    }

    private static boolean isSame(Facts row, String key, Map<String, JsonNode> answers, JsonNode body) {
        String member = row.text("in");
        return Objects.requireNonNull(answers.get(row.text(key))).path(member).equals(body.path(member));
    }

    private static void compare(List<String> found, Facts expected, JsonNode answer, JsonNode body) {
        String status = answer.path("statusCode").asText();
        if (!matches(expected.value("status"), answer.path("statusCode"))) {
            found.add("status should be %s and is %s".formatted(expected.value("status"), status));
        }
        Map<String, JsonNode> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.path("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue()));
        expected.values("headers").forEach((header, value) -> {
            JsonNode actual = headers.getOrDefault(header, JSON.nullNode());
            if (!matches(value, actual)) {
                found.add("header %s should be %s and is %s".formatted(header, value, actual));
            }
        });
        Map<String, JsonNode> members = expected.values("body");
        members.forEach((member, value) -> {
            if (!matches(value, body.path(member))) {
                found.add("member %s should be %s and is %s".formatted(member, value, body.path(member)));
            }
        });
        boolean problem = expected.text("further", "none").equals("problem");
        body.fieldNames().forEachRemaining(member -> {
            if (!members.containsKey(member) && !(problem && PROBLEM.contains(member))) {
                found.add("there is a member %s that the document has not".formatted(member));
            }
        });
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        Matcher type = TYPE.matcher(expected.asText());
        if (!expected.isTextual() || !type.find()) {
            return expected.equals(actual);
        }
        String more = type.group(2);
        return switch (type.group(1)) {
            case "text" ->
                actual.isTextual()
                        && Pattern.compile(more).matcher(actual.asText()).find();
            case "integer" ->
                actual.isIntegralNumber()
                        && (more.isEmpty() || List.of(more.split(" ", -1)).contains(actual.asText()));
            case "number" -> actual.isNumber();
            case "boolean" -> actual.isBoolean();
            case "seconds" ->
                actual.isIntegralNumber()
                        && Math.abs(actual.asLong() - Instant.now().getEpochSecond()) < 600;
            default -> throw new AssertionError("no such type: " + expected);
        };
    }

    private static void put(DynamoDbClient dynamoDb, String table, Facts item) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        item.values("item").forEach((attribute, value) -> {
            AttributeValue.Builder builder = AttributeValue.builder();
            value.properties().forEach(typed -> {
                switch (typed.getKey()) {
                    case "S" -> builder.s(typed.getValue().asText());
                    case "N" -> builder.n(typed.getValue().asText());
                    default -> throw new AssertionError("no such type: " + value);
                }
            });
            attributes.put(attribute, builder.build());
        });
        dynamoDb.putItem(request -> request.tableName(table).item(attributes));
    }

    private static String typed(String type, AttributeValue value) {
        return Objects.requireNonNullElse(type.equals("N") ? value.n() : value.s(), "none");
    }

    /** The only item of a payment has attributes of a type, and of a value where one is given. */
    private static void stored(
            List<String> found, Facts stored, FunctionAsSynthesized around, DynamoDbClient dynamoDb) {
        String id = stored.text("key");
        List<Map<String, AttributeValue>> items =
                dynamoDb
                        .scan(request ->
                                request.tableName(around.paymentsTable()).consistentRead(true))
                        .items()
                        .stream()
                        .filter(item -> item.containsKey("currency"))
                        .filter(item -> item.values().stream().anyMatch(value -> id.equals(value.s())))
                        .filter(item -> item.containsKey("status"))
                        .filter(item -> !item.containsKey("outbox_at"))
                        .toList();
        if (items.isEmpty()) {
            found.add("no item of %s is stored".formatted(id));
        }
        stored.values("has").forEach((attribute, expected) -> {
            String[] words = expected.asText().split(" ", 2);
            for (Map<String, AttributeValue> item : items) {
                AttributeValue value = item.get(attribute);
                String text = value == null ? "none" : typed(words[0], value);
                if (text.equals("none") || (words.length == 2 && !words[1].equals(text))) {
                    found.add("the item's %s should be %s and is %s".formatted(attribute, expected, value));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("namesOfThoseWithFiles")
    @Requirement({"K41", "K44"})
    void aFileOfTheDocumentComesToItsFinalState(String name) throws IOException {
        Asked system = Asked.of(name);
        List<Facts> files = system.file().facts().rows("files");
        FunctionAsSynthesized around = around(system);
        Aws aws = new Aws(emulator.endpoint(), system.region());
        String bucket = around.resolved(
                system.stack().output("payment_files_bucket_name").asText());
        String queue =
                around.resolved(system.stack().output("payment_queue_url").asText());
        List<String> differences = new ArrayList<>();
        try (RuntimeClient batch = function(around, FunctionContract.BATCH_FILE);
                RuntimeClient processor = function(around, FunctionContract.QUEUE_PROCESSOR);
                RuntimeClient process = function(around, FunctionContract.PROCESS_STEP);
                RuntimeClient api = function(around, FunctionContract.PAYMENTS_API);
                S3Client s3 = aws.s3();
                SqsClient sqs = aws.sqs()) {
            for (Facts file : files) {
                String text = String.join("\n", file.texts("lines")) + "\n";
                String tag = s3.putObject(
                                put -> put.bucket(bucket).key("in/contract.csv"), RequestBody.fromString(text))
                        .eTag()
                        .replace("\"", "");
                JsonNode answer = JSON.readTree(
                        batch.invoke(upload(bucket, tag, text.length())).body());
                assertThat(answer.path("files").asInt()).as(batch.output()).isEqualTo(1);
                consume(sqs, queue, processor);
                runStarted(
                        aws,
                        around.resolved(
                                system.stack().output("payment_workflow_arn").asText()),
                        process);
                file.values("payments").forEach((id, expected) -> {
                    JsonNode read = answerTo(api, system, "GET", "/payments/" + id);
                    expected.properties().forEach(member -> {
                        if (!matches(member.getValue(), read.path(member.getKey()))) {
                            differences.add("%s: %s of %s should be %s and is %s"
                                    .formatted(file.place(), member.getKey(), id, member.getValue(), read));
                        }
                    });
                });
                file.values("batch").forEach((attribute, expected) -> {
                    String status = batchStatus(aws, around, system, attribute);
                    if (!expected.asText().equals(status)) {
                        differences.add("%s: the batch's %s should be %s and is %s"
                                .formatted(file.place(), attribute, expected, status));
                    }
                });
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String upload(String bucket, String tag, int size) {
        Map<String, Object> object = Map.of("key", "in/contract.csv", "eTag", tag, "size", size);
        Map<String, Object> s3 = Map.of("bucket", Map.of("name", bucket), "object", object);
        return JSON.valueToTree(Map.of(
                        "Records",
                        List.of(Map.of(
                                "eventName", "ObjectCreated:Put", "eventTime", "2026-01-01T00:00:00.000Z", "s3", s3))))
                .toString();
    }

    /** Hands all messages to the processor, as the mapping does. */
    private static void consume(SqsClient sqs, String queue, RuntimeClient processor) throws IOException {
        for (int quiet = 0; quiet < 2; ) {
            List<Message> messages = sqs.receiveMessage(receive ->
                            receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            quiet = messages.isEmpty() ? quiet + 1 : 0;
            for (Message message : messages) {
                Map<String, Object> entry = Map.of(
                        "messageId",
                        message.messageId(),
                        "body",
                        message.body(),
                        "eventSourceARN",
                        "arn:aws:sqs:us-east-1:%s:queue".formatted(Emulator.ACCOUNT));
                RuntimeApi.Report report = processor.invoke(
                        JSON.valueToTree(Map.of("Records", List.of(entry))).toString());
                assertThat(JSON.readTree(report.body()).path("batchItemFailures"))
                        .as(processor.output())
                        .isEmpty();
                sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /** The processing step of every execution that was started, as the state machine calls it. */
    private static void runStarted(Aws aws, String machine, RuntimeClient process) {
        try (SfnClient sfn = aws.sfn()) {
            sfn.listExecutions(list -> list.stateMachineArn(machine))
                    .executions()
                    .forEach(execution -> {
                        String input = sfn.describeExecution(one -> one.executionArn(execution.executionArn()))
                                .input();
                        assertThat(process.invoke(input).kind())
                                .as(process.output())
                                .isEqualTo(RuntimeApi.Kind.RESPONSE);
                    });
        }
    }

    private static JsonNode answerTo(RuntimeClient api, Asked system, String method, String path) {
        String event = HttpFront.event(system.front(), method, path, Map.of(), "");
        return Json.parsed(Json.parsed(api.invoke(event).body()).path("body").asText());
    }

    private static String batchStatus(Aws aws, FunctionAsSynthesized around, Asked system, String attribute) {
        String table =
                around.resolved(system.stack().output("batch_status_table_name").asText());
        try (DynamoDbClient dynamoDb = aws.dynamoDb()) {
            return dynamoDb.scan(request -> request.tableName(table).consistentRead(true)).items().stream()
                    .map(item -> item.get(attribute))
                    .filter(Objects::nonNull)
                    .map(AttributeValue::s)
                    .findFirst()
                    .orElse("none");
        }
    }

    /** Only {@code terraform output} is played; the front is the function's, not an emulation of API Gateway. */
    @ParameterizedTest
    @ValueSource(
            strings = {"active-passive.md", "event-driven.md", "migration.md", "mobile-api.md", "multi-environment.md"})
    @Requirement({"K6", "K10", "K30"})
    void theCommandsOfThePageReachTheFunctionAsTheyStand(String document) throws IOException {
        String name = document.replace(".md", "");
        Asked system = Asked.of(name);
        String key = keyIsDemanded(system.stack()) ? KEY : "";
        Path page = Path.of("main/docs/deployments", document);
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path outputs = Files.createDirectories(folder.resolve("outputs"));
        Path terraform =
                Files.writeString(programs.resolve("terraform"), "#!/bin/sh\ncat '%s'/\"$4\"\n".formatted(outputs));
        assertThat(terraform.toFile().setExecutable(true)).isTrue();
        try (RuntimeClient function = function(around(system), FunctionContract.PAYMENTS_API);
                HttpFront front = new HttpFront(system.front(), "stage", key, event -> function.invoke(event)
                        .body())) {
            for (String output : system.stack().outputs()) {
                String value = system.stack().output(output).asText();
                Files.writeString(
                        outputs.resolve(output),
                        output.equals("api_key_value")
                                ? KEY
                                : value.replaceAll(
                                                "\\$\\{[^}]*invoke_url}",
                                                front.address().toString())
                                        .replaceAll(
                                                "^https://(?!\\$)[a-z0-9.-]+$",
                                                front.address().toString()));
            }
            for (String script : DocumentedScript.ranBy(page, ContractAnswersIT.class)) {
                Run run = Run.of(
                        folder,
                        Map.of(
                                "PATH", programs + ":" + System.getenv("PATH"),
                                "AWS_ACCESS_KEY_ID", "emulator",
                                "AWS_SECRET_ACCESS_KEY", "emulator"),
                        List.of("bash", "-e", "-c", script));
                assertThat(run.succeeded().output()).contains("\"status\"");
            }
        }
    }

    private static boolean keyIsDemanded(SynthesizedStack stack) {
        return stack.resources("aws_api_gateway_method").stream()
                .anyMatch(method -> method.at("api_key_required").asBoolean());
    }

    @Test
    void aRequestWithoutTheKeyThatAStageDemandsIsRefused() throws Exception {
        try (HttpFront front = new HttpFront(HttpFront.Kind.REST, "prod", KEY, event -> "{\"statusCode\":200}")) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(front.address() + "/process-payment"));

            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(client.send(request.header("x-api-key", KEY).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aMemberOfAnotherTypeOrValueIsADifference() {
        assertThat(matches(TextNode.valueOf("<integer>"), Json.of("'17'"))).isFalse();
        assertThat(matches(TextNode.valueOf("<integer>"), Json.of("17"))).isTrue();
        assertThat(matches(TextNode.valueOf("<text ^a>"), Json.of("'b'"))).isFalse();
        assertThat(matches(Json.of("100.0"), Json.of("100"))).isTrue();
        assertThat(matches(Json.of("100"), Json.of("'100'"))).isFalse();
        assertThat(matches(TextNode.valueOf("<seconds>"), Json.of("1760000000")))
                .isFalse();
    }

    private static void isReadElsewhere(Facts file) {
        List.of("name", "lines", "payments", "batch").forEach(file::has);
    }

    private static FunctionAsSynthesized around(Asked system) {
        return AROUND.computeIfAbsent(
                system.file().deployment(),
                name -> new FunctionAsSynthesized(system.stack(), emulator, system.region()).made());
    }

    private RuntimeClient function(FunctionAsSynthesized around, FunctionContract contract) throws IOException {
        return RuntimeClient.start(
                        Files.createTempDirectory(folder, contract.name()),
                        contract,
                        around.variables(contract.handlerSetting()))
                .ready();
    }
}
