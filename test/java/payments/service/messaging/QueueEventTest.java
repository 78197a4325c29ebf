package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;

class QueueEventTest {

    @Test
    void theMessagesAreReadInOrder() throws Exception {
        QueueEvent event = read("""
                {"Records":[
                  {"messageId":"m-1","body":"one","eventSourceARN":"arn:aws:sqs:eu-west-1:123456789012:payments"},
                  {"messageId":"m-2","body":"two","eventSourceARN":"arn:aws:sqs:eu-west-1:123456789012:payments"}]}""");

        assertThat(event)
                .isEqualTo(new QueueEvent(List.of(new Delivery("m-1", "one"), new Delivery("m-2", "two")), false));
    }

    @Test
    void receiptAndReceivesOfADeliveryAreRead() throws Exception {
        assertThat(read("{\"Records\":[{\"messageId\":\"m\",\"body\":\"one\",\"receiptHandle\":\"r\","
                                + "\"attributes\":{\"ApproximateReceiveCount\":\"3\"}}]}")
                        .deliveries())
                .containsExactly(new Delivery("m", "one", "r", 3));
    }

    @Threat("D10")
    @Test
    void aFifoQueueIsKnownByItsName() throws Exception {
        assertThat(read("{\"Records\":[{\"messageId\":\"m\",\"body\":\"\",\"eventSourceARN\":\"arn:x:q.fifo\"}]}")
                        .fifo())
                .isTrue();
    }

    @Threat({"D03", "D04"})
    @Test
    void theAnswerAlwaysHasAListOfFailures() {
        assertThat(QueueEvent.answer(List.of())).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(QueueEvent.answer(List.of("m-3", "m-7")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-3\"},{\"itemIdentifier\":\"m-7\"}]}");
    }

    /** Thrown, so that Lambda counts all as failed: a message that cannot be named could not be reported. */
    @Threat("D04")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"Records\":{}}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"body\":\"x\"}]}",
                "{\"Records\":[{\"messageId\":\"\",\"body\":\"x\"}]}",
                "{\"Records\":[{\"messageId\":\"m\"}]}"
            })
    void anEventThatIsNoneOfSqsFailsAsAWhole(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IllegalArgumentException.class);
    }

    private static QueueEvent read(String event) throws InvalidJsonException {
        return QueueEvent.read(JsonReader.read(event.getBytes(StandardCharsets.UTF_8)));
    }
}
