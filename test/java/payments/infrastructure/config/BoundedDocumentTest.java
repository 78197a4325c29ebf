package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No file, however it is written, takes much time, memory or screen, and each ends in a refusal. The timeouts only keep a
 * file that never ends from holding up the build.
 */
@Timeout(60)
class BoundedDocumentTest {
    /** What a refusal may print; the most problems with their longest lines are below it. */
    private static final int MOST_CHARACTERS = 200_000;

    private static final String SHIPPED = "main/deployments/payments.yaml";

    @TempDir
    private Path folder = Path.of("");

    static Stream<Arguments> largeFromSmall() {
        return Stream.of(
                Arguments.of("a list that holds itself twice", "a: &a [*a, *a]\n"),
                Arguments.of("a list that holds itself under a known key", "settings: &a [*a, *a, *a, *a]\n"),
                Arguments.of("a mapping that holds itself", "settings: &a {network: *a, queue: *a}\n"),
                Arguments.of("a mapping as its own key", "&a {*a : 1}\n"),
                Arguments.of("two lists that hold each other", "a: &a\n  - &b [*a]\n  - *b\n"),
                Arguments.of("aliases of aliases", laughs(12)),
                Arguments.of(
                        "ten aliases of a long list",
                        "a: &a [" + "x, ".repeat(20_000) + "x]\nb: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"),
                Arguments.of("many aliases of one value", "a: &a x\nb: [" + "*a, ".repeat(40_000) + "*a]\n"),
                Arguments.of("lists in lists", "a: " + "[".repeat(50_000) + "]".repeat(50_000)),
                Arguments.of("mappings in mappings", "a: " + "{a: ".repeat(40_000) + "1" + "}".repeat(40_000)),
                Arguments.of(
                        "blocks in blocks",
                        IntStream.range(0, 600)
                                .mapToObj(i -> " ".repeat(i) + "a:")
                                .collect(Collectors.joining("\n"))),
                Arguments.of(
                        "many unknown keys",
                        IntStream.range(0, 20_000)
                                .mapToObj(i -> "k" + i + ": 1")
                                .collect(Collectors.joining("\n"))),
                Arguments.of("many wrong values", "project: p\nsuppressions: [" + "1, ".repeat(15_000) + "1]\n"),
                Arguments.of("one key many times", "a: 1\n".repeat(40_000)),
                Arguments.of("a long key", "x".repeat(250_000) + ": 1\n"),
                Arguments.of("a long key above others", "\"" + "x".repeat(1_000) + "\":\n" + "  - {}\n".repeat(18_000)),
                Arguments.of("a long value", "project: " + "a-".repeat(120_000) + "a\n"),
                Arguments.of("a long tag", "project: !" + "x".repeat(200_000) + " a\n"),
                Arguments.of("a long anchor", "project: &" + "x".repeat(200_000) + " a\n"),
                Arguments.of("many documents", "---\na: 1\n".repeat(20_000)),
                Arguments.of(
                        "many anchors",
                        IntStream.range(0, 9_000)
                                .mapToObj(i -> "- &a" + i + " [x]")
                                .collect(Collectors.joining("\n"))),
                Arguments.of("a version that is no number", "%YAML 99999999999999.1\n---\na: 1\n"),
                Arguments.of("a character beyond all characters", "project: \"\\UFFFFFFFF\"\n"),
                Arguments.of("half a character", "project: \"\\uD800\"\n"),
                Arguments.of("a tag that names a class", "project: !!javax.script.ScriptEngineManager [x]\n"),
                Arguments.of("nothing but quotes", "'".repeat(100_001)),
                Arguments.of("nothing but question marks", "? ".repeat(60_000)),
                Arguments.of("nothing but dashes", "- ".repeat(60_000)));
    }

    private static String laughs(int depth) {
        return "a0: &a0 [x, x]\n"
                + IntStream.rangeClosed(1, depth)
                        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                        .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeFromSmall")
    void aFileThatWouldGrowIsRefusedInFewWords(String name, String text) throws IOException {
        InvalidDeploymentException refusal = refusal(text.getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(refusal.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(Problems.MOST);
        assertThat(reported(refusal).length()).as("characters reported").isLessThan(MOST_CHARACTERS);
    }

    @Test
    void aListThatHoldsItselfIsNamedAsSuch() throws IOException {
        assertThat(refusal("a: &a [*a, *a]\n".getBytes(StandardCharsets.UTF_8), Map.of())
                        .problems())
                .anySatisfy(problem -> {
                    assertThat(problem.line()).isEqualTo(1);
                    assertThat(problem.message()).contains("an alias contains itself", "write the value out");
                });
    }

    @Test
    void tooManyProblemsAreCutShortAndSaySo() throws IOException {
        String text = IntStream.range(0, 300).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining("\n"));

        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8), Map.of()))
                .hasMessageStartingWith("the deployment file has more than 100 problems; mend these first\n\n");
    }

    @Test
    void aLongVariableIsNotRepeatedInThousandsOfPlaces() throws IOException {
        String text = "project: payments\nsuppressions:\n" + "  - {rule: '${LONG}${LONG}${LONG}'}\n".repeat(2_000);

        InvalidDeploymentException refusal =
                refusal(text.getBytes(StandardCharsets.UTF_8), Map.of("LONG", "x".repeat(120_000)));

        assertThat(reported(refusal).length()).isLessThan(MOST_CHARACTERS);
        assertThat(refusal.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("up to 4096"));
    }

    /** Line breaks, escapes and bidirectional marks in a value steer neither terminal nor log. */
    @Test
    void whatIsReportedHoldsNoCharacterThatCannotBeSeen() throws IOException {
        String text = "\"a\\e[2Jb\\nc\\u202Ed\": 1\nproject: \"x\\a\\u2066y\\0\"\n";

        String reported = reported(refusal(text.getBytes(StandardCharsets.UTF_8), Map.of()));

        assertThat(reported).contains("\\u001B", "\\u202E", "\\u0000", "\\u000A");
        assertThat(reported.codePoints().filter(PlainText::isControl)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void anEncodingThatIsNotUtf8IsNamedWithItsLine(byte[] bytes, int line) throws IOException {
        InvalidDeploymentException refusal = refusal(bytes, Map.of());

        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains("is no text in UTF-8", "save the file in this encoding");
        });
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("project: caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1), 1),
                Arguments.of("project: p\ntags: {team: \u00FC}\n".getBytes(StandardCharsets.ISO_8859_1), 2),
                Arguments.of("project: p\n".getBytes(StandardCharsets.UTF_16), 1),
                Arguments.of(new byte[] {'a', ':', ' ', (byte) 0xC0, (byte) 0x80}, 1),
                Arguments.of(new byte[] {'a', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, 2));
    }

    /** Whatever bytes there are: a deployment or a refusal, and nothing else. */
    @Test
    void everySequenceOfBytesEndsInARefusal() throws IOException {
        byte[] shipped = Files.readAllBytes(Path.of(SHIPPED));
        byte[] signs = "{}[]:,-?!&*#|>'\"%@`\n\t \0~<=\\xu0${}\u00E9".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            byte[] bytes = shipped.clone();
            for (int change = 0; change <= random.nextInt(6); change++) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : signs[random.nextInt(signs.length)];
            }
            refused += endsWell(bytes) ? 0 : 1;
        }
        for (int round = 0; round < 400; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : signs[random.nextInt(signs.length)];
            }
            refused += endsWell(bytes) ? 0 : 1;
        }

        assertThat(refused).as("files refused").isGreaterThan(700);
    }

    @Test
    void anOptionOfAnyLengthIsRefusedInFewWords() throws IOException {
        Path file = Files.copy(Path.of(SHIPPED), folder.resolve("example.yaml"));
        Selection selection = new Selection("a-".repeat(50_000), "a-".repeat(50_000) + "a");

        InvalidDeploymentException refusal = catchThrowableOfType(
                InvalidDeploymentException.class, () -> DeploymentLoader.load(file, Map.of(), selection));

        assertThat(reported(refusal))
                .contains("no environment 'a-a-", "ENVIRONMENT_SUFFIX")
                .hasSizeLessThan(5_000);
    }

    /** Each pattern of a setting is asked of the longest and worst text that gets as far as it. */
    @Test
    void noPatternOfASettingRunsForeverOrOutOfStack() throws IOException {
        for (String unit : List.of("a", "a-", "-", "a.", "0", "0.", "aA", "*", " ", "{", "a/", "https://a", "\u00FC")) {
            String value = unit.repeat(YamlReader.LONGEST_VALUE / unit.length());
            String text =
                    EVERY_TEXT.formatted(Collections.nCopies(EVERY_TEXT.split("%s", -1).length - 1, "'" + value + "'")
                            .toArray());
            assertThat(refusal(text.getBytes(StandardCharsets.UTF_8), Map.of()).problems())
                    .as("problems with '%s' again and again", unit)
                    .isNotEmpty();
        }
    }

    private static final String EVERY_TEXT = """
        project: %s
        backend:
          s3: {bucket: %s, region: %s, keyPrefix: %s, kmsKeyId: %s, lockTable: %s}
          cloud: {organization: %s, hostname: %s, project: %s}
        terraform: {version: %s, awsProvider: %s}
        tags: {repository: %s, team: %s}
        settings:
          table: {partitionKey: %s, indexes: [{name: %s, partitionKey: %s}]}
          database: {engineVersion: %s, instanceClass: %s, backupWindow: %s, maintenanceWindow: %s, databaseName: %s, userName: %s}
          api: {jwt: {issuer: %s, audience: [%s]}, stageName: %s, cors: {origin: %s, headers: [%s]}}
          dns: {domain: %s, zoneId: %s}
          events: {subscriptions: [{name: %s, protocol: https, endpoint: %s}]}
          alerts: {subscriptions: [{protocol: https, endpoint: %s, filter: %s}]}
        environments:
          dev: {suffix: %s, account: %s, assumeRole: %s, regions: [{name: %s, cidr: %s}]}
        suppressions:
          - {rule: %s, path: %s, paths: [%s, %s], finding: %s, reason: %s, owner: %s, control: %s, expires: %s}
        """;

    private static String reported(InvalidDeploymentException refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private boolean endsWell(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("example.yaml"), bytes);
        try {
            DeploymentLoader.load(file, Map.of(), Selection.everything());
            return true;
        } catch (InvalidDeploymentException e) {
            assertThat(e.problems()).isNotEmpty();
            return false;
        }
    }

    private InvalidDeploymentException refusal(byte[] bytes, Map<String, String> variables) throws IOException {
        Path file = Files.write(folder.resolve("example.yaml"), bytes);
        InvalidDeploymentException refusal = catchThrowableOfType(
                InvalidDeploymentException.class, () -> DeploymentLoader.load(file, variables, Selection.everything()));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
