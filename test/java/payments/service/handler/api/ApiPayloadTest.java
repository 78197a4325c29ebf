package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The threats of group A: what may stand in a request. */
class ApiPayloadTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final String CARD = "4111" + "1111" + "1111" + "1111";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final ApiFixture api = new ApiFixture(DYNAMO_DB.client(), table);
    private final ApiFixture minor = new ApiFixture(DYNAMO_DB.client(), table, Map.of("API_AMOUNTS", "minor-units"));

    private Answer pay(String body) {
        return pay(api, body);
    }

    private static Answer pay(ApiFixture api, String body) {
        return api.post(body, Map.of("Idempotency-Key", "key-" + KEYS.incrementAndGet()));
    }

    @ParameterizedTest(name = "A01 amount {0} is 400 and consumes no key")
    @ValueSource(strings = {"\"100\"", "true", "null", "[]", "{}"})
    @Threat({"A01", "B09"})
    void anAmountOfAnotherTypeIsRefusedAndConsumesNoKey(String amount) {
        Map<String, String> key = Map.of("Idempotency-Key", "corrected");

        assertRefused(minor.post("{\"amount\":%s}".formatted(amount), key), 400, "invalid-amount");
        assertRefused(minor.post("{}", key), 400, "missing-amount");
        assertThat(DYNAMO_DB.items(table)).isEmpty();
        assertThat(minor.post("{\"amount\":100}", key).status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "A02 {0} is not positive")
    @ValueSource(strings = {"0", "-1", "-0"})
    @Threat("A02")
    @Requirement("D8")
    void whatIsNotPositiveIsRefused(String amount) {
        assertRefused(pay(minor, "{\"amount\":%s}".formatted(amount)), 422, "amount-not-positive");
        // D8 promises 400 where amounts are decimals.
        assertRefused(pay("{\"amount\":%s}".formatted(amount)), 400, "amount-not-positive");
    }

    @ParameterizedTest(name = "A03 {0} is no whole number of minor units")
    @ValueSource(strings = {"1.5", "1.0", "100.00"})
    @Threat("A03")
    void aFractionIsNoWholeNumber(String amount) {
        assertRefused(pay(minor, "{\"amount\":%s}".formatted(amount)), 400, "invalid-amount");
    }

    @ParameterizedTest(name = "A04 {0} is refused before it is expanded")
    @ValueSource(strings = {"1e2", "1E+2", "1e400000", "1e-400000"})
    @Threat("A04")
    void anExponentIsRefusedBeforeItIsExpanded(String amount) {
        pay("{\"amount\":1}");
        long start = cpuNanos();

        assertRefused(pay(minor, "{\"amount\":%s}".formatted(amount)), 400, "invalid-amount");
        if (amount.length() > 5) {
            assertRefused(pay("{\"amount\":%s}".formatted(amount)), 400, "invalid-amount");
        }
        assertThat(Duration.ofNanos(cpuNanos() - start)).isLessThan(Duration.ofMillis(50));
    }

    /** Of this thread: how long it takes must not depend on what else the machine does. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @ParameterizedTest(name = "A05 {0} minor units are too many")
    @ValueSource(strings = {"9007199254740993", "1000000000000", "9223372036854775808"})
    @Threat("A05")
    void amountsAboveTwelveDigitsAreRefused(String amount) {
        assertRefused(pay(minor, "{\"amount\":%s}".formatted(amount)), 422, "amount-too-large");
    }

    @Test
    @Threat("A05")
    @DisplayName("A05 the largest amount is kept and echoed exactly, and a thousand digits are refused")
    void theLargestAmountIsExact() {
        Answer answer = pay(minor, "{\"amount\":999999999999}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.envelope().path("body").asText()).contains("\"amount\":999999999999,");
        assertThat(pay(minor, "{\"amount\":" + "9".repeat(1000) + "}").status()).isIn(400, 422);
    }

    @ParameterizedTest(name = "A06/A07/A08 {0} is no amount")
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "007",
                "+5",
                "0x10",
                "1_000",
                "1,000",
                "\"007\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"+5\"",
                "\"1,000\"",
                "\"0x10\"",
                "\"١٢٣\"",
                "\"１２\""
            })
    @Threat({"A06", "A07", "A08"})
    void whatLooksLikeANumberElsewhereIsNoAmount(String amount) {
        assertThat(pay("{\"amount\":%s}".formatted(amount)).status()).isEqualTo(400);
        assertThat(pay(minor, "{\"amount\":%s}".formatted(amount)).status()).isEqualTo(400);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Threat({"A09", "A10", "A32"})
    @DisplayName("A09 A10 A32 duplicate, misspelt and unknown fields, also of time, are refused")
    void duplicateAndUnknownFieldsAreRefused() {
        assertRefused(pay("{\"amount\":1,\"amount\":900}"), 400, "invalid-json");
        assertRefused(pay("{\"Amount\":1}"), 400, "unknown-field");
        assertRefused(pay("{\"amount\":1,\"admin\":true}"), 400, "unknown-field");
        assertRefused(pay("{\"amount\":1,\"createdAt\":\"1970-01-01\"}"), 400, "unknown-field");
    }

    @Test
    @Threat("A11")
    @DisplayName("A11 deep nesting is refused without an overflow")
    void deepNestingIsRefused() {
        assertRefused(pay("{\"amount\":1,\"x\":" + "[".repeat(7000) + "]".repeat(7000) + "}"), 400, "invalid-json");
        assertRefused(pay("[".repeat(16_000)), 400, "invalid-json");
        assertThat(pay("[".repeat(100_000)).status()).isEqualTo(413);
    }

    @Test
    @Threat("A12")
    @DisplayName("A12 a body one byte above the limit is too large, and the limit is not")
    void aBodyAboveTheLimitIsTooLarge() {
        String fitting = "{\"amount\":1}" + " ".repeat(16 * 1024 - 12);

        assertThat(pay(fitting).status()).isEqualTo(201);
        assertRefused(pay(fitting + " "), 413, "body-too-large");
        assertRefused(pay("é".repeat(9000)), 413, "body-too-large");
        assertRefused(pay(" ".repeat(5_000_000)), 413, "body-too-large");
    }

    @ParameterizedTest(name = "A13 \"{0}\" is no payment")
    @ValueSource(strings = {"", " ", "null", "[]", "{\"amount\":1} {\"amount\":1}", "{\"amount\":1}x", "\"amount\""})
    @Threat("A13")
    void whatIsNotOneObjectIsRefused(String body) {
        assertThat(pay(body).status()).isEqualTo(400);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Threat("A14")
    @DisplayName("A14 truncated, wrongly encoded and marked bodies are refused")
    void wronglyEncodedBodiesAreRefused() {
        assertRefused(pay("{\"amount\":1"), 400, "invalid-json");
        assertRefused(pay("{\"amount\":1,\"description\":\"\\ud800\"}"), 400, "invalid-json");
        assertRefused(pay("\uFEFF{\"amount\":1}"), 400, "invalid-json");
        for (byte[] body : List.of(
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, 0x28, '"', '}'},
                new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'},
                "{\"amount\":1}".getBytes(StandardCharsets.UTF_16),
                "{\"amount\":1}".getBytes(StandardCharsets.UTF_16LE))) {
            assertRefused(base64(body), 400, "invalid-json");
        }
        assertThat(base64("{\"amount\":1}".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(201);
    }

    private Answer base64(byte[] body) {
        return api.invoke("""
                {"httpMethod":"POST","path":"/payments","isBase64Encoded":true,"body":"%s",
                 "headers":{"Content-Type":"application/json","Idempotency-Key":"b%d"}}
                """.formatted(Base64.getEncoder().encodeToString(body), KEYS.incrementAndGet()));
    }

    @ParameterizedTest(name = "A15/A16/A17 {0} cannot travel or hides another character")
    @ValueSource(strings = {"\\u0000", "\\u0001", "\\u0008", "\\ufffe", "\\uffff", "\\u202e", "\\u2066"})
    @Threat({"A15", "A16", "A17"})
    void charactersThatCannotTravelAreRefused(String character) {
        assertRefused(pay("{\"amount\":1,\"description\":\"a%sb\"}".formatted(character)), 400, "invalid-character");
    }

    @Test
    @Threat({"A17", "A18"})
    @DisplayName("A17 A18 texts count in code points: 255 fit, 256 do not")
    void textsCountInCodePoints() {
        for (String character : List.of("a", "\uD83D\uDE00", "e\u0301\u0301".substring(1, 2))) {
            String fitting = character.repeat(255);
            assertThat(pay("{\"amount\":1,\"description\":\"%s\"}".formatted(fitting))
                            .body()
                            .path("description")
                            .asText())
                    .isEqualTo(fitting);
            assertRefused(
                    pay("{\"amount\":1,\"description\":\"%s\"}".formatted(fitting + character)),
                    400,
                    "invalid-text-length");
        }
    }

    @Test
    @Threat("A17")
    @DisplayName("A17 two spellings of one name are the same payment")
    void twoSpellingsOfOneNameAreTheSamePayment() {
        Map<String, String> key = Map.of("Idempotency-Key", "spelling");
        api.post("{\"amount\":1,\"description\":\"Zo\u00eb\"}", key);

        assertThat(api.post("{\"amount\":1,\"description\":\"Zoe\u0308\"}", key).header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @ParameterizedTest(name = "A19 {0} is stored as it is")
    @ValueSource(strings = {"'; DROP TABLE--", "${jndi:ldap://x}", "{{7*7}}", "<script>", "line\\r\\nSet-Cookie: a"})
    @Threat({"A19", "A20"})
    void textThatOthersWouldExecuteIsNotChanged(String text) {
        Answer answer = pay("{\"amount\":1,\"description\":\"%s\"}".formatted(text));

        assertThat(answer.body().path("description").asText())
                .isEqualTo(text.replace("\\r", "\r").replace("\\n", "\n"));
        assertThat(api.lines()).noneMatch(line -> line.contains("\n")).noneMatch(line -> line.contains("jndi"));
    }

    @Test
    @Threat("A20")
    @DisplayName("A20 a line break in a header is refused")
    void aLineBreakInAHeaderIsRefused() {
        assertRefused(api.post("{\"amount\":1}", Map.of("X-Any", "a\r\nSet-Cookie: b")), 400, "invalid-header");
    }

    @Test
    @Threat({"A21", "J04"})
    @Requirement("X6")
    @DisplayName("A21 a card number is refused wherever it stands, counted, and neither stored, echoed nor logged")
    void aCardNumberIsRefusedEverywhere() {
        String spaced = CARD.replaceAll("(.{4})(?!$)", "$1 ");
        String fullWidth = CARD.chars()
                .map(c -> c - '0' + '０')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<Answer> answers = List.of(
                pay("{\"amount\":1,\"description\":\"%s\"}".formatted(spaced)),
                pay("{\"amount\":1,\"reference\":\"%s\"}".formatted(CARD)),
                pay("{\"amount\":1,\"description\":\"%s\"}".formatted(spaced.replace(' ', '-'))),
                pay("{\"amount\":1,\"description\":\"%s\"}".formatted(fullWidth)),
                pay("{\"amount\":1,\"description\":\"%s\"}".formatted(spaced.replace(' ', '\u200b'))),
                pay("{\"amount\":%s}".formatted(CARD)),
                pay("{\"amount\":1,\"%s\":1}".formatted(CARD)),
                pay("{\"amount\":1,\"metadata\":{\"note\":[\"%s\"]}}".formatted(CARD)),
                pay("{\"amount\":1,\"payment_id\":\"%s\"}".formatted(CARD)),
                api.post("{\"amount\":1}", Map.of("Idempotency-Key", CARD)),
                api.get("/payments/" + CARD),
                api.invoke("{\"httpMethod\":\"GET\",\"path\":\"/health\",\"queryStringParameters\":{\"q\":\"%s\"}}"
                        .formatted(CARD)));

        assertThat(answers).allSatisfy(answer -> {
            assertRefused(answer, 422, "pan-not-allowed");
            assertThat(answer.envelope().toString()).doesNotContain("4111");
        });
        assertThat(api.invoke("{\"httpMethod\":\"" + CARD).status()).isEqualTo(500);
        assertThat(api.lines())
                .noneMatch(line -> line.contains("4111"))
                .filteredOn(line -> line.contains("\"CardDataRefused\":1"))
                .hasSize(answers.size());
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @ParameterizedTest(name = "A22 {0} is an order number and no card number")
    @ValueSource(strings = {"4111111111111112", "1111111111111117", "9999999999999995"})
    @Threat("A22")
    void anOrderNumberIsAccepted(String number) {
        assertThat(pay("{\"amount\":1,\"description\":\"order %s\"}".formatted(number))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "A23 a field {0} is refused at any depth and counted")
    @ValueSource(strings = {"cvc", "cvv2", "track2", "pin", "card_cvv"})
    @Threat("A23")
    @Requirement("X6")
    void aFieldForCardSecurityDataIsRefused(String field) {
        assertRefused(pay("{\"amount\":1,\"a\":{\"b\":[{\"%s\":1}]}}".formatted(field)), 400, "card-security-data");
        assertThat(api.lines()).anyMatch(line -> line.contains("\"CardDataRefused\":1"));
    }

    @ParameterizedTest(name = "A24 currency {0} is {1} {2}")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "\"usd\",400,invalid-currency", "840,400,invalid-currency", "null,400,invalid-currency",
                "\"US\",422,unknown-currency", "\"USDX\",422,unknown-currency", "\"\",422,unknown-currency",
                "\"XXX\",422,unknown-currency", "\"XTS\",422,unknown-currency", "\"XAU\",422,unknown-currency",
                "\"ITL\",422,unknown-currency", "\"HRK\",422,unknown-currency", "\"BTC\",422,unknown-currency"
            })
    @Threat("A24")
    void aCurrencyThatIsNotForPaymentsIsRefused(String currency, int status, String reason) {
        assertRefused(pay("{\"amount\":1,\"currency\":%s}".formatted(currency)), status, reason);
    }

    @ParameterizedTest(name = "A25 100 minor units of {0} are {1}")
    @CsvSource({"JPY,100", "KRW,100", "USD,1.00", "KWD,0.100", "CLF,0.0100", "UYW,0.0100"})
    @Threat("A25")
    void minorUnitsHaveTheSizeOfTheirCurrency(String currency, String decimal) {
        Answer answer = pay("{\"amount\":\"%s\",\"currency\":\"%s\"}".formatted(decimal, currency));

        assertThat(answer.body().path("amount").asText()).isEqualTo(decimal);
        assertThat(DYNAMO_DB.items(table, "payment").get(0)).containsEntry("amount", AttributeValue.fromN("100"));
    }

    @ParameterizedTest(name = "A26 Content-Type \"{0}\" is unsupported")
    @ValueSource(
            strings = {"", "text/plain", "application/json; charset=utf-16", "multipart/form-data", "application/jsonx"
            })
    @Threat("A26")
    void anotherMediaTypeIsUnsupported(String type) {
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", "type"));
        if (!type.isEmpty()) {
            headers.put("Content-Type", type);
        }

        assertRefused(api.send("POST", "/payments", "{\"amount\":1}", headers), 415, "unsupported-media-type");
    }

    @Test
    @Threat({"A26", "A27"})
    @DisplayName("A27 a compressed body is refused before it is inflated; JSON in UTF-8 is read")
    void aCompressedBodyIsRefused() {
        assertRefused(
                api.post("{\"amount\":1}", Map.of("Content-Encoding", "gzip", "Idempotency-Key", "gz")),
                415,
                "unsupported-media-type");
        assertThat(api.post(
                                "{\"amount\":1}",
                                Map.of("Content-Type", "application/json; charset=\"UTF-8\"", "Idempotency-Key", "gz"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "A28 {0} {1} is {2}")
    @CsvSource({
        "GET,/payments,405",
        "PUT,/payments,405",
        "TRACE,/payments,405",
        "DELETE,/payments/a,405",
        "POST,/payments/a,405",
        "POST,/health,405",
        "OPTIONS,/payments,405",
        "GET,/payments/../admin,404",
        "GET,/payments/..,404",
        "GET,//payments,404",
        "GET,/payments//,404",
        "GET,/payments/,405",
        "POST,/health/,405",
        "GET,/health/,200",
        "POST,//payments,404",
        "POST,/payments/,415",
        "GET,/%2e%2e,404",
        "GET,/payments/%2e%2e,404",
        "GET,/payments/a/,404",
        "GET,/,404",
        "GET,/payment,404",
        "GET,/payments//a,404"
    })
    @Threat("A28")
    @Requirement("D8")
    void noPathReachesTheHandlerOfAnother(String method, String path, int status) {
        assertThat(api.send(method, path, "", Map.of()).status()).isEqualTo(status);
    }

    @Test
    @Threat("A29")
    @DisplayName("A29 another caller's payment is as unknown as none; a new session is the same caller")
    void anotherCallersPaymentIsUnknown() {
        api.as("AROA1:session-1", "POST", "/payments", "{\"amount\":1,\"payment_id\":\"mine\"}");

        assertThat(api.as("AROA1:session-2", "GET", "/payments/mine", "").status())
                .isEqualTo(200);
        Answer foreign = api.as("AROA2:session", "GET", "/payments/mine", "");
        Answer none = api.as("AROA2:session", "GET", "/payments/none", "");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.envelope()).isEqualTo(none.envelope());
    }

    @Test
    @Threat("A30")
    @DisplayName("A30 five hundred headers, or one of 20 KB, are refused")
    void tooManyHeadersAreRefused() {
        Map<String, String> many = new HashMap<>(ApiFixture.JSON_TYPE);
        for (int i = 0; i < 500; i++) {
            many.put("X-" + i, "a");
        }

        assertRefused(api.send("POST", "/payments", "{\"amount\":1}", many), 431, "headers-too-large");
        assertRefused(
                api.post("{\"amount\":1}", Map.of("X-Long", String.join("", Collections.nCopies(20_000, "a")))),
                431,
                "headers-too-large");
    }

    @Test
    @Threat("A31")
    @DisplayName("A31 a reference may be used again: it is not what makes a payment unique")
    void aReferenceMayBeUsedAgain() {
        assertThat(pay("{\"amount\":1,\"reference\":\"r\"}").status()).isEqualTo(201);
        assertThat(pay("{\"amount\":2,\"reference\":\"r\"}").status()).isEqualTo(201);
    }

    @Test
    @Threat({"E07", "A18"})
    @DisplayName("E07 what DynamoDB could not hold is refused at the edge")
    void whatDynamoDbCouldNotHoldIsRefused() {
        assertRefused(pay("{\"amount\":1,\"payment_id\":\"\"}"), 400, "invalid-id");
        assertRefused(pay("{\"amount\":1,\"reference\":\"\"}"), 400, "invalid-text-length");
        assertRefused(pay("{\"amount\":1,\"reference\":7}"), 400, "invalid-text");
        assertThat(pay("{\"amount\":1,\"description\":\"" + "a".repeat(400 * 1024) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    private static void assertRefused(Answer answer, int status, String reason) {
        assertThat(answer.problem()).as("%s", answer.envelope()).isEqualTo(reason);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("type", "title", "status", "detail");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }
}
