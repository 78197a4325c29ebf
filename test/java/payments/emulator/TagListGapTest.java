package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Pages of tags become one list, as AWS answers. */
class TagListGapTest {
    private static final byte[] REQUEST = bytes("{\"ResourceArn\": \"a\"}");

    @Test
    void allPagesBecomeOneAnswer() throws Exception {
        byte[] whole = TagListGap.whole(
                bytes("{\"Tags\": [{\"Key\": \"one\"}], \"NextToken\": \"10\"}"),
                REQUEST,
                asked -> new String(asked, StandardCharsets.UTF_8).contains("\"NextToken\":\"10\"")
                        ? bytes("{\"Tags\": [{\"Key\": \"two\"}], \"NextToken\": \"20\"}")
                        : bytes("{\"Tags\": [{\"Key\": \"three\"}]}"));

        assertThat(new ObjectMapper().readTree(whole))
                .hasToString("{\"Tags\":[{\"Key\":\"one\"},{\"Key\":\"two\"},{\"Key\":\"three\"}]}");
    }

    @Test
    void aSinglePageIsLeftAsItIs() throws Exception {
        byte[] only = bytes("{\"Tags\": []}");

        assertThat(TagListGap.whole(only, REQUEST, asked -> {
                    throw new AssertionError("nothing more is asked for");
                }))
                .isSameAs(only);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
