package payments.service.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import payments.service.card.CardNumbers;

/**
 * The rows that were not posted, as a CSV file for the sender: row, line, payment id, reason. A file that is refused
 * as a whole has one line more, without a row, that says why. Written to a temporary file,
 * since there may be as many as there are rows. The first {@value #MOST} are listed, or a file of empty rows would fill the disk
 * (512 MB in Lambda): who has so many wrong rows has made one mistake, and the last line counts the others.
 *
 * <p>People open it in a spreadsheet, which would run a cell that begins like a formula; such a cell gets an apostrophe in
 * front and all cells are quoted (OWASP ASVS 1.2.10, CWE-1236). A card number is not repeated.
 */
final class RejectReport implements AutoCloseable {
    /** Rows that are listed; their lines take 15 MB at most. */
    static final int MOST = 100_000;

    private static final int LONGEST_SHOWN_ID = 64;
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Path file;
    private final BufferedWriter writer;
    private long rows;

    private RejectReport(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    static RejectReport create() throws IOException {
        Path file = Files.createTempFile("rejects", ".csv");
        BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        writer.write("row,line,payment_id,reason\r\n");
        return new RejectReport(file, writer);
    }

    void add(RowOutcome.Rejected rejected) throws IOException {
        rows++;
        if (rows > MOST) {
            return;
        }
        writer.write("%d,%d,%s,%s\r\n"
                .formatted(
                        rejected.row(),
                        rejected.line(),
                        cell(shown(rejected.paymentId().orElse(""))),
                        rejected.reason()));
    }

    /** The reason why nothing of the file was posted, as the last line. */
    void refused(RefusedFileException refusal) throws IOException {
        String reason = refusal.error().slug();
        String detail = refusal.detail();
        String line = refusal.line().isPresent() ? Long.toString(refusal.line().getAsLong()) : "";
        writer.write(",%s,\"\",%s\r\n".formatted(line, detail.isEmpty() ? reason : cell(reason + ": " + detail)));
    }

    /** The file, complete. */
    Path finished() throws IOException {
        if (rows > MOST) {
            writer.write(",,\"\",%d-more-rows\r\n".formatted(rows - MOST));
            rows = MOST;
        }
        writer.flush();
        return file;
    }

    private static String shown(String id) {
        if (CardNumbers.areIn(id)) {
            return "***";
        }
        // By code points: half a character cannot be written as UTF-8.
        return id.codePointCount(0, id.length()) > LONGEST_SHOWN_ID
                ? id.substring(0, id.offsetByCodePoints(0, LONGEST_SHOWN_ID))
                : id;
    }

    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        try (writer) {
            Files.deleteIfExists(file);
        }
    }
}
