package payments.service.batch.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV records one by one, strictly after <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>, in constant
 * memory. Beyond the RFC: UTF-8 with an optional byte order mark at the start, records end with CRLF, LF or CR, and empty
 * lines are skipped.
 *
 * <p>Our own, because the libraries read decoded characters: one wrong byte ends the whole file there, or becomes a
 * question mark, while we must refuse that record, name its line and continue. Bytes also bound the size of a field
 * before anything is made of it. Separators, quotes and line ends are single bytes that occur in no other UTF-8 character.
 *
 * <p>Not for concurrent use.
 */
public final class CsvReader {
    private static final int QUOTE = '"';
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final ByteSource source;
    private final CsvLimits limits;
    private final int separator;
    private final FieldBuffer field;
    private long line = 1;
    private boolean started;

    private List<String> fields = new ArrayList<>();
    private Optional<CsvError> error = Optional.empty();

    /** Reads fields that commas separate, from the stream, which stays the caller's to close. */
    public CsvReader(InputStream in, CsvLimits limits) {
        this(in, limits, ',');
    }

    /**
     * Reads from the stream, which stays the caller's to close.
     *
     * @param separator what stands between two fields, an ASCII character
     */
    public CsvReader(InputStream in, CsvLimits limits, char separator) {
        this.source = new ByteSource(in);
        this.limits = limits;
        this.separator = separator;
        this.field = new FieldBuffer(limits.fieldBytes());
    }

    /**
     * The next record, or empty at the end of the file.
     *
     * @throws IOException when the stream fails
     * @throws UnclosedQuoteException when the file ends inside quotes
     */
    public Optional<CsvRecord> next() throws IOException, UnclosedQuoteException {
        if (!started) {
            started = true;
            skipByteOrderMark();
        }
        skipEmptyLines();
        if (field.isEmpty() && source.peek() == ByteSource.END) {
            return Optional.empty();
        }
        long start = line;
        fields = new ArrayList<>();
        error = Optional.empty();
        while (readField()) {
            // Each field was added as it was read.
        }
        return Optional.of(new CsvRecord(start, fields, error));
    }

    /** A part of the mark is no mark: its bytes are then the start of the first field, and no UTF-8. */
    private void skipByteOrderMark() throws IOException {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (source.peek() != BYTE_ORDER_MARK[i]) {
                for (int j = 0; j < i; j++) {
                    field.add(BYTE_ORDER_MARK[j]);
                }
                return;
            }
            source.read();
        }
    }

    private void skipEmptyLines() throws IOException {
        while (field.isEmpty() && isLineEnd(source.peek())) {
            endLine(source.read());
        }
    }

    /** Reads one field with its end; whether another follows in the record. */
    private boolean readField() throws IOException, UnclosedQuoteException {
        boolean more = (field.isEmpty() && source.peek() == QUOTE) ? readQuoted() : readPlain();
        Optional<String> text = field.text();
        field.error().ifPresent(this::blame);
        if (fields.size() == limits.fields()) {
            blame(CsvError.TOO_MANY_FIELDS);
        } else if (error.isEmpty()) {
            text.ifPresent(fields::add);
        }
        field.clear();
        return more;
    }

    private boolean readPlain() throws IOException {
        while (true) {
            int next = source.read();
            if (next == separator) {
                return true;
            }
            if (endsRecord(next)) {
                return false;
            }
            if (next == QUOTE) {
                blame(CsvError.STRAY_QUOTE);
            }
            field.add(next);
        }
    }

    private boolean readQuoted() throws IOException, UnclosedQuoteException {
        long opened = line;
        source.read();
        while (true) {
            int next = source.read();
            if (next == ByteSource.END) {
                throw new UnclosedQuoteException(opened);
            }
            if (next != QUOTE) {
                countLineEnd(next);
                field.add(next);
            } else if (source.peek() == QUOTE) {
                field.add(source.read());
            } else {
                return endQuoted();
            }
        }
    }

    /** Behind a closing quote only a separator or the end of the record may stand. */
    private boolean endQuoted() throws IOException {
        int next = source.read();
        if (next == separator) {
            return true;
        }
        if (endsRecord(next)) {
            return false;
        }
        blame(CsvError.STRAY_QUOTE);
        return readPlain();
    }

    private boolean endsRecord(int value) throws IOException {
        if (isLineEnd(value)) {
            endLine(value);
            return true;
        }
        return value == ByteSource.END;
    }

    private void endLine(int value) throws IOException {
        if (value == '\r' && source.peek() == '\n') {
            source.read();
        }
        line++;
    }

    /** Inside quotes, where a line end is data: CRLF counts once. */
    private void countLineEnd(int value) throws IOException {
        if (value == '\n' || (value == '\r' && source.peek() != '\n')) {
            line++;
        }
    }

    private static boolean isLineEnd(int value) {
        return value == '\n' || value == '\r';
    }

    /** The first error is the one that is reported. */
    private void blame(CsvError found) {
        if (error.isEmpty()) {
            error = Optional.of(found);
        }
    }
}
