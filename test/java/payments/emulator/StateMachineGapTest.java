package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StateMachineGapTest {
    private static final String CREATE = "AWSStepFunctions.CreateStateMachine";
    private static final String DESCRIBE = "AWSStepFunctions.DescribeStateMachine";
    private static final String ASKED = "{\"stateMachineArn\":\"arn:aws:states:eu-west-1:1:stateMachine:m\"}";

    private final StateMachineGap gap = new StateMachineGap();

    @Test
    void aDefinitionThatTheEmulatorCannotReadIsKeptForWhoAsksForIt() {
        String request = "{\"name\":\"m\",\"definition\":\"{\\\"ItemBatcher\\\":{}}\"}";

        assertThat(text(gap.bridge(CREATE, "eu-west-1", bytes(request)))).doesNotContain("ItemBatcher");
        assertThat(text(gap.complete(DESCRIBE, "eu-west-1", bytes(ASKED), bytes("{\"definition\":\"x\"}"))))
                .isEqualTo("{\"definition\":\"{\\\"ItemBatcher\\\":{}}\"}");
        assertThat(text(gap.complete(DESCRIBE, "eu-central-1", bytes(ASKED), bytes("{\"definition\":\"x\"}"))))
                .as("the machine of another region")
                .isEqualTo("{\"definition\":\"x\"}");
    }

    @Test
    void everyOtherDefinitionReachesTheEmulatorAsItIs() {
        String request = "{\"name\":\"m\",\"definition\":\"{\\\"StartAt\\\":\\\"A\\\"}\"}";

        assertThat(text(gap.bridge(CREATE, "eu-west-1", bytes(request)))).isEqualTo(request);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
