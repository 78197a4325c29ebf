package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Threat;
import payments.service.domain.PaymentDetails;
import payments.service.domain.Transition;
import payments.service.messaging.PaymentMessage.CreatePayment;

class MessageReaderTest {
    private static final String CARD = "4111" + "1111" + "1111" + "1111";
    private static final String ROW = """
            {"type":"create-payment","version":1,"batch_id":"b","row":7,"caller":"c","payment_id":"p-1",
             "amount_minor":1234,"currency":"USD"}""";

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        PaymentMessage row = Messages.row("batch", 7, "p-1", 999_999_999_999L);
        PaymentMessage step = Messages.step("p-1", "op-1", Transition.REFUND, 5);
        PaymentMessage whole = Messages.step("p-1", "op-2", Transition.CAPTURE);

        assertThat(MessageReader.read(MessageWriter.write(row))).isEqualTo(row);
        assertThat(MessageReader.read(MessageWriter.write(step))).isEqualTo(step);
        assertThat(MessageReader.read(MessageWriter.write(whole))).isEqualTo(whole);
        assertThat(MessageWriter.write(row)).doesNotContain("\n");
    }

    @Threat("D15")
    @Test
    void aFieldOfALaterVersionIsPassedOver() throws Exception {
        String later = ROW.replace("\"row\":7", "\"row\":7,\"added_later\":{\"x\":[1]}");

        assertThat(MessageReader.read(later)).isEqualTo(MessageReader.read(ROW));
    }

    @Threat("D15")
    @Test
    void anOptionalFieldMayBeAbsent() throws Exception {
        assertThat(((CreatePayment) MessageReader.read(ROW)).details()).isEqualTo(PaymentDetails.NONE);
    }

    @Threat({"D05", "D15"})
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\":1 | \"version\":2 | unknown-version",
                "\"version\":1 | \"version\":\"1\" | missing-version",
                "\"version\":1, | `` | missing-version",
                "create-payment | delete-payment | unknown-type",
                "\"row\":7 | \"row\":0 | missing-row",
                "\"row\":7 | \"row\":1e3 | missing-row",
                "1234 | 12.34 | missing-amount-minor",
                "1234 | -1 | missing-amount-minor",
                "1234 | 9999999999999 | invalid-value",
                "USD | XAU | invalid-value",
                "p-1 | p/1 | invalid-value",
                "\"payment_id\":\"p-1\", | `` | missing-payment-id",
                "} | `` | invalid-json",
                "{ | [{ | invalid-json"
            })
    void aMessageThatIsNotOursIsRefusedByNameOfTheReason(String part, String replacement, String reason) {
        String text = replacement == null ? "" : replacement;
        assertThatThrownBy(() -> MessageReader.read(ROW.replace(part, text)))
                .isInstanceOfSatisfying(UnreadableMessageException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    @Threat({"A21", "D05"})
    @Test
    void cardDataAnywhereInAMessageIsFound() {
        assertThatThrownBy(() -> MessageReader.read("{\"note\":\"" + CARD + "\"}"))
                .isInstanceOf(CardDataInMessageException.class);
        assertThatThrownBy(() -> MessageReader.read(ROW.replace("\"row\"", "\"cvv\":\"1\",\"row\"")))
                .isInstanceOf(CardDataInMessageException.class);
    }
}
