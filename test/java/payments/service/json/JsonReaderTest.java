package payments.service.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void numbersStayAsWritten() throws InvalidJsonException {
        assertThat(read("{\"amount\":12.340}"))
                .isInstanceOfSatisfying(JsonValue.Obj.class, object -> assertThat(object.get("amount"))
                        .isEqualTo(new JsonValue.Num("12.340")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{}{}",
                "{} x",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "NaN",
                "01",
                "{\"a\":1}\u0000",
                "// c\n{}"
            })
    void anythingButOneStrictDocumentIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage("not one valid JSON document with unique keys")
                .hasNoCause();
    }

    @Test
    void nestingIsBounded() throws InvalidJsonException {
        // given
        int depth = JsonReader.MAX_DEPTH;

        // then
        assertThat(read("[".repeat(depth) + "]".repeat(depth))).isInstanceOf(JsonValue.Arr.class);
        assertThatThrownBy(() -> read("[".repeat(depth + 1) + "]".repeat(depth + 1)))
                .isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void brokenUtf8IsRefused() {
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xC3, '"'}))
                .isInstanceOf(InvalidJsonException.class);
    }

    private static JsonValue read(String text) throws InvalidJsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
