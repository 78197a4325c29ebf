package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.Threat;
import payments.service.store.LocalDynamoDb;

/** A card number in a file takes the file out of the upload bucket, whatever else is wrong with the file. */
@Threat("C17")
@Requirement("X6")
class CardFilesTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final String CARD = "4111" + "1111" + "1111" + "1111";
    private static final String TWO_ROWS = "payment_id,amount,currency\np-1,1.00,USD\np-2," + CARD + ",USD\n";

    private final BatchBench bench = new BatchBench(DYNAMODB);

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    static Stream<Arguments> layouts() throws IOException {
        return Stream.of(
                text("semicolons", "payment_id;amount;memo\np-1;1.00;" + CARD + "\n"),
                text("tabs", "payment_id\tamount\tmemo\np-1\t1.00\t" + CARD + "\n"),
                text("bars", "payment_id|amount|memo\np-1|1.00|" + CARD + "\n"),
                text("no header", "p-1,1.00," + CARD + "\n"),
                text("the number as the header", CARD + ",amount\np-1,1.00\n"),
                text("a column that is missing", "payment_id,memo\np-1," + CARD + "\n"),
                text("a quote that is not closed", "payment_id,amount\np-1,1.00\n\"p-2," + CARD + "\n"),
                text("behind the last line", "payment_id,amount\np-1,1.00\n#trailer,1,1.00\n" + CARD + ",1.00\n"),
                text("a trailer that is wrong", "payment_id,amount,memo\np-1,1.00,x " + CARD + "\n#trailer,7,1.00\n"),
                text("grouped by commas", "payment_id,amount,memo\np-1,1.00,\"4111,1111,1111,1111\"\n"),
                text("split over columns", "payment_id,amount,a,b,c,d\np-1,1.00,4111,1111,1111,1111\n"),
                text("one long line", "x".repeat(4090) + " " + CARD + " " + "x".repeat(9000)),
                text("lines of a cell", "p-1,1.00,\"4111\n1111\n1111\n1111\"\n"),
                text(
                        "lines of a cell behind a quote",
                        "payment_id,amount,memo\np\"1,1.00,\"4111\r\n1111\r\n1111\r\n1111\"\n"),
                bytes(
                        "a packed archive in a packed file",
                        "a.csv.gz",
                        gzip(gzip("payment_id;amount\n" + CARD + ";1\n"))),
                bytes(
                        "a packed file in an archive",
                        "a.zip",
                        zip("a.csv.gz", gzip("payment_id;amount\n" + CARD + ";1\n"))),
                bytes(
                        "the name of a file in an archive",
                        "a.zip",
                        zip(CARD + ".csv", encoded("a", StandardCharsets.UTF_8))),
                text("no end of line", "payment_id;amount\n" + CARD),
                text("old Macintosh lines", "payment_id;amount\rp-1;1\r" + CARD + ";1\r"),
                text("a text file", "notes.txt", "paid with " + CARD),
                bytes("UTF-16, little end first", "a.csv", encoded("\uFEFF" + TWO_ROWS, StandardCharsets.UTF_16LE)),
                bytes("UTF-16, big end first", "a.csv", encoded("\uFEFF" + TWO_ROWS, StandardCharsets.UTF_16BE)),
                bytes("Windows-1252", "a.csv", encoded("Zahlung für " + CARD, Charset.forName("windows-1252"))),
                bytes("a packed file", "a.csv.gz", gzip("payment_id;amount\n" + CARD + ";1\n")),
                bytes("a packed file named as a plain one", "a.csv", gzip("payment_id;amount\n" + CARD + ";1\n")),
                bytes("a plain file named as a packed one", "a.csv.gz", encoded(CARD, StandardCharsets.UTF_8)),
                bytes("a damaged packed file", "a.csv.gz", damaged(gzip(CARD + ",1.00\n" + "p,1\n".repeat(100_000)))),
                bytes("an archive", "a.zip", zip("payment_id;amount\n" + CARD + ";1\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void aFileWithACardNumberAnywhereIsMovedToQuarantine(String layout, String key, byte[] content) {
        BatchFile file = bench.files.received(key, content);

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.files.has("uploads", key))
                .as("the upload bucket still has the file")
                .isFalse();
        assertThat(bench.files.has("quarantine", bench.table.value("batch_id")))
                .as("in quarantine")
                .isTrue();
        assertThat(bench.journal.lines()).anyMatch(line -> line.startsWith("metric CardDataRefused"));
        assertThat(bench.queue.bodies())
                .noneMatch(body -> body.replaceAll("[^0-9]", "").contains(CARD));
    }

    @Test
    void aFileOfManyNumbersWithoutACardNumberStaysInTheUploadBucket() {
        BatchFile file = bench.files.received("a.csv", """
                payment_id,amount,account,when,counts
                20261129000000000001,4000.00,DE89370400440532013000,2026-11-29 10:11:12,41111111
                20261129000000000002,1111.11,GB82 WEST 1234 5698 7654 32,2026-11-29 10:11:12,11111111
                """);

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.files.has("uploads", "a.csv")).isTrue();
        assertThat(bench.table.value("accepted")).isEqualTo("2");
    }

    private static Arguments text(String layout, String content) {
        return text(layout, "a.csv", content);
    }

    private static Arguments text(String layout, String key, String content) {
        return bytes(layout, key, encoded(content, StandardCharsets.UTF_8));
    }

    private static Arguments bytes(String layout, String key, byte[] content) {
        return Arguments.of(layout, key, content);
    }

    private static byte[] encoded(String content, Charset charset) {
        return content.getBytes(charset);
    }

    private static byte[] gzip(String content) throws IOException {
        return gzip(encoded(content, StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String content) throws IOException {
        return zip("a.csv", encoded(content, StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] damaged(byte[] packed) {
        return Arrays.copyOf(packed, packed.length - 12);
    }
}
