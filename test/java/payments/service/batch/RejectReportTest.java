package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;

class RejectReportTest {
    private static final String CARD = "4111" + "1111" + "1111" + "1111";

    @Threat("C16")
    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t1", "\r1", "\n1", "\uFF1D1"})
    void aCellThatASpreadsheetWouldRunIsDisarmedAndQuoted(String id) throws IOException {
        assertThat(report(id)).isEqualTo("1,2,\"'" + id.replace("\"", "\"\"") + "\",invalid-id\r\n");
    }

    @Threat("C16")
    @Test
    void anOrdinaryCellIsOnlyQuoted() throws IOException {
        assertThat(report("p-1,\"x\"")).isEqualTo("1,2,\"p-1,\"\"x\"\"\",invalid-id\r\n");
    }

    @Threat("C17")
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-"})
    void aCardNumberIsNotRepeated(String separator) throws IOException {
        String id = "x".repeat(60) + " " + CARD.replaceAll("(.{4})", "$1" + separator);

        assertThat(report(id)).isEqualTo("1,2,\"***\",invalid-id\r\n");
    }

    @Test
    void aLongCellIsCutBetweenCharacters() throws IOException {
        assertThat(report("\uD83D\uDE00".repeat(65)))
                .isEqualTo("1,2,\"" + "\uD83D\uDE00".repeat(64) + "\",invalid-id\r\n");
    }

    @Threat({"C04", "I8"})
    @Test
    void moreWrongRowsThanAPersonReadsAreCounted() throws IOException {
        try (RejectReport report = RejectReport.create()) {
            for (int row = 1; row <= RejectReport.MOST + 7; row++) {
                report.add(new RowOutcome.Rejected(row, row, Optional.of("p"), "field-count"));
            }
            List<String> lines = Files.readAllLines(report.finished());

            assertThat(lines).hasSize(RejectReport.MOST + 2).endsWith(",,\"\",7-more-rows");
        }
    }

    private static String report(String id) throws IOException {
        try (RejectReport report = RejectReport.create()) {
            report.add(new RowOutcome.Rejected(1, 2, Optional.of(id), "invalid-id"));
            String text = Files.readString(report.finished());
            String header = "row,line,payment_id,reason\r\n";
            assertThat(text).startsWith(header);
            return text.substring(header.length());
        }
    }
}
