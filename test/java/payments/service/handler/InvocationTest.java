package payments.service.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import payments.service.json.JsonValue;
import payments.service.observability.FunctionFailedException;

class InvocationTest {
    private static final String QUOTED = "4111111111111111";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void theTaskGetsTheEventAndTheTimeAndItsAnswerIsWritten() throws IOException {
        run("{\"id\":\"é\"}", (event, deadline) -> {
            assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(5));
            return String.valueOf(((JsonValue.Obj) event).text("id"));
        });

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("é");
    }

    /** Before a failover counts, an operator calls every function once; nothing may happen then. */
    @Test
    void aWarmUpDoesNothing() throws IOException {
        run("{\"warm_up\":true}", (event, deadline) -> {
            throw new AssertionError("the task was run");
        });

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("{\"warm\":true}");
    }

    @Test
    void anEventWithMoreThanAWarmUpIsWork() throws IOException {
        run("{\"warm_up\":true,\"Records\":[]}", (event, deadline) -> "worked");

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("worked");
    }

    @Test
    void anEventThatIsNoJsonIsRefusedWithoutItsText() {
        assertThatThrownBy(() -> run(QUOTED + "}", (event, deadline) -> "answer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the event is not one valid JSON document with unique keys")
                .hasMessageNotContaining(QUOTED);
        assertThat(output.size()).isZero();
    }

    @Test
    void anEventWithoutMeaningIsNotRead() throws IOException {
        Invocation.run(output, context(), deadline -> "answer");

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("answer");
    }

    @Test
    void theTextOfALibraryDoesNotLeaveTheFunction() {
        assertThatThrownBy(() -> run("{}", (event, deadline) -> String.valueOf(Long.parseLong(QUOTED + "x"))))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessageNotContaining(QUOTED);
        assertThatThrownBy(() ->
                        Invocation.run(output, context(), deadline -> String.valueOf(Long.parseLong(QUOTED + "x"))))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessageNotContaining(QUOTED);
    }

    private void run(String event, Invocation.Task task) throws IOException {
        Invocation.run(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context(), task);
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                InvocationTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> 5000);
    }
}
