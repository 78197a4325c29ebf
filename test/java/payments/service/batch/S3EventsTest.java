package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;

class S3EventsTest {
    private static final String EVENT = """
            {"Records":[{"eventVersion":"2.1","eventName":"ObjectCreated:Put","eventTime":"2026-03-01T23:59:59.999Z",
              "s3":{"bucket":{"name":"uploads"},
                    "object":{"key":"a.csv","size":3,"eTag":"e-1","versionId":"v-1","sequencer":"1"}}}]}""";

    @Threat("C10")
    @Test
    void theVersionOfTheEventIsPinned() throws Exception {
        assertThat(S3Events.read(read(EVENT)))
                .containsExactly(
                        new BatchFile("uploads", "a.csv", Optional.of("v-1"), "e-1", LocalDate.of(2026, 3, 1)));
    }

    @Test
    void aBucketWithoutVersionsHasNone() throws Exception {
        assertThat(S3Events.read(read(EVENT.replace("\"versionId\":\"v-1\",", ""))))
                .extracting(BatchFile::version)
                .containsExactly(Optional.empty());
    }

    @Threat("C18")
    @ParameterizedTest
    @CsvSource({
        "in%2Fmy+file.csv,in/my file.csv",
        "a%2Bb.csv,a+b.csv",
        "%E6%97%A5%E6%9C%AC.csv,\u65E5\u672C.csv",
        "100%25.csv,100%.csv",
        "in/a.csv,in/a.csv"
    })
    void keysAreDecoded(String encoded, String key) throws Exception {
        assertThat(S3Events.read(read(EVENT.replace("a.csv", encoded))))
                .extracting(BatchFile::key)
                .containsExactly(key);
    }

    @Threat("C18")
    @Test
    void aKeyOfTheGreatestLengthIsRead() throws Exception {
        String longest = "k".repeat(1020) + ".csv";

        assertThat(S3Events.read(read(EVENT.replace("a.csv", longest))))
                .extracting(BatchFile::key)
                .containsExactly(longest);
    }

    @Threat("C10")
    @Test
    void theTestEventAndRemovedObjectsStartNothing() throws Exception {
        assertThat(S3Events.read(read("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\"}")))
                .isEmpty();
        assertThat(S3Events.read(read(EVENT.replace("ObjectCreated:Put", "ObjectRemoved:Delete"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"Records\":{}}", "{\"Records\":[{}]}"})
    void anotherEventIsAnError(String event) {
        assertThatThrownBy(() -> S3Events.read(read(event))).isInstanceOf(IllegalArgumentException.class);
    }

    @Threat("C20")
    @ParameterizedTest
    @ValueSource(strings = {"v-1", ""})
    void aContinuationIsReadAsItWasWritten(String version) throws Exception {
        BatchFile file = new BatchFile(
                "uploads",
                "my \"file\"+1.csv",
                Optional.of(version).filter(v -> !v.isEmpty()),
                "e-1",
                LocalDate.of(2026, 3, 1));

        assertThat(LambdaContinuation.read(read(LambdaContinuation.write(file, 3))))
                .contains(new LambdaContinuation.Order(file, 3));
        assertThat(LambdaContinuation.read(read(EVENT))).isEmpty();
    }

    private static JsonValue read(String text) throws InvalidJsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
