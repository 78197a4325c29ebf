package payments.service.batch.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;

class CsvReaderTest {

    @Threat("C01")
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\r\r\n\n"})
    void aFileWithoutARecordHasNone(String file) throws Exception {
        assertThat(records(file)).isEmpty();
    }

    @Threat("C02")
    @Test
    void theByteOrderMarkAtTheStartIsNoPartOfTheFirstField() throws Exception {
        assertThat(fields("\uFEFFid,amount\n")).containsExactly(List.of("id", "amount"));
    }

    @Threat("C02")
    @Test
    void aByteOrderMarkInTheMiddleIsAnErrorOfItsRecordAlone() throws Exception {
        assertThat(faults("a\n\uFEFFb\nc\n")).containsExactly("1:", "2:control-character", "3:");
    }

    @Threat("C03")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\nc,d\n",
                "a,b\r\nc,d\r\n",
                "a,b\rc,d\r",
                "a,b\r\nc,d",
                "a,b\n\n\nc,d\n\n\r\n",
                "\na,b\rc,d\n"
            })
    void everyLineEndGivesTheSameRecords(String file) throws Exception {
        assertThat(fields(file)).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Threat("C04")
    @Test
    void quotesHideCommasLineEndsAndDoubledQuotes() throws Exception {
        assertThat(records("\"a,b\",\"c\r\nd\",\"say \"\"hi\"\"\",\"\"\nnext\n"))
                .containsExactly(
                        new CsvRecord(1, List.of("a,b", "c\r\nd", "say \"hi\"", ""), Optional.empty()),
                        new CsvRecord(3, List.of("next"), Optional.empty()));
    }

    @Threat("C04")
    @ParameterizedTest
    @ValueSource(strings = {"a\"b,c", "\"a\"b,c", "a,\"b\" ,c", " \"a\",b", "a,\"b\"\"\"c"})
    void aQuoteWhereNoneMayStandIsAnErrorOfItsRecordAlone(String record) throws Exception {
        assertThat(faults("x\n" + record + "\ny\n")).containsExactly("1:", "2:stray-quote", "3:");
    }

    @Threat("C04")
    @ParameterizedTest
    @ValueSource(strings = {"a,b\n\n\"c,d\ne,f\n", "a\nb\nc,\"d", "a\rb\r\nc,\"d\"\"\n"})
    void anUnclosedQuoteEndsTheFileAndNamesItsLine(String file) {
        assertThatThrownBy(() -> records(file))
                .isInstanceOfSatisfying(
                        UnclosedQuoteException.class, e -> assertThat(e.line()).isEqualTo(3));
    }

    /** The stream gives five megabytes without ever holding them, and neither may the reader. */
    @Threat("C04")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHugeFieldIsAnErrorOfItsRecordAlone(boolean quoted) throws Exception {
        String quote = quoted ? "\"" : "";
        String file = "a\n1," + quote + "x".repeat(5_000_000) + quote + "\nb\n";

        List<CsvRecord> records = records(file);

        assertThat(records.get(1)).isEqualTo(new CsvRecord(2, List.of("1"), Optional.of(CsvError.FIELD_TOO_LONG)));
        assertThat(records.get(2).fields()).containsExactly("b");
    }

    @Threat("C04")
    @Test
    void aFieldOfExactlyTheLimitIsRead() throws Exception {
        String longest = "x".repeat(CsvLimits.DEFAULT.fieldBytes());

        assertThat(fields(longest)).containsExactly(List.of(longest));
        assertThat(faults(longest + "x")).containsExactly("1:field-too-long");
    }

    @Threat("C07")
    @Test
    void moreFieldsThanTheLimitAreAnErrorAndAreNotStored() throws Exception {
        CsvRecord record = records(",".repeat(1_000_000)).get(0);

        assertThat(record.error()).contains(CsvError.TOO_MANY_FIELDS);
        assertThat(record.fields()).hasSize(CsvLimits.DEFAULT.fields());
    }

    @Threat("C11")
    @Test
    void aWrongByteIsAnErrorOfItsLineAndNeverAQuestionMark() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int line = 1; line < 500_000; line++) {
            file.writeBytes("a,1\n".getBytes(StandardCharsets.UTF_8));
        }
        file.writeBytes("caf\u00E9,1\n".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes("caf\u00E9,1\n".getBytes(StandardCharsets.UTF_8));

        List<CsvRecord> records = records(file.toByteArray());

        assertThat(records).hasSize(500_001);
        assertThat(records.get(499_999)).isEqualTo(new CsvRecord(500_000, List.of(), Optional.of(CsvError.NOT_UTF8)));
        assertThat(records.get(500_000).fields()).containsExactly("caf\u00E9", "1");
        assertThat(records.stream().filter(record -> record.error().isPresent()))
                .hasSize(1);
    }

    @Threat("C11")
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "Shift_JIS", "windows-1252"})
    void otherEncodingsAreErrors(String charset) throws Exception {
        CsvRecord first = records("\u00E9\u65E5,amount\n".getBytes(Charset.forName(charset)))
                .get(0);

        // What Windows-1252 cannot say becomes a question mark before it reaches us; its other byte is no UTF-8.
        assertThat(first.error()).isPresent();
    }

    @Threat("C11")
    @ParameterizedTest
    @ValueSource(strings = {"c328", "c0af", "eda080", "f4908080", "ef", "efbb", "80"})
    void malformedUtf8IsAnError(String hex) throws Exception {
        assertThat(records(java.util.HexFormat.of().parseHex(hex)))
                .containsExactly(new CsvRecord(1, List.of(), Optional.of(CsvError.NOT_UTF8)));
    }

    @Threat("C16")
    @Test
    void aNulIsAnErrorWhileATabIsData() throws Exception {
        assertThat(faults("\u0000a\n\u0001b\n\tc\n"))
                .containsExactly("1:control-character", "2:control-character", "3:");
    }

    @Test
    void aStreamThatGivesOneByteAtATimeReadsTheSame() throws Exception {
        byte[] file = "\uFEFF\"a\r\n\"\"b\",c\r\nd,e\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(all(new DrippingStream(file))).isEqualTo(records(file)).hasSize(2);
    }

    private static List<List<String>> fields(String file) throws Exception {
        return records(file).stream().map(CsvRecord::fields).toList();
    }

    /** As line:error. */
    private static List<String> faults(String file) throws Exception {
        return records(file).stream()
                .map(record ->
                        record.line() + ":" + record.error().map(CsvError::slug).orElse(""))
                .toList();
    }

    private static List<CsvRecord> records(String file) throws IOException, UnclosedQuoteException {
        return records(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CsvRecord> records(byte[] file) throws IOException, UnclosedQuoteException {
        return all(new ByteArrayInputStream(file));
    }

    private static List<CsvRecord> all(InputStream in) throws IOException, UnclosedQuoteException {
        CsvReader reader = new CsvReader(in, CsvLimits.DEFAULT);
        List<CsvRecord> records = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }

    /** A slow network. */
    private static final class DrippingStream extends ByteArrayInputStream {
        DrippingStream(byte[] content) {
            super(content);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
        }
    }
}
