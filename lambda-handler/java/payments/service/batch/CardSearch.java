package payments.service.batch;

import java.nio.charset.StandardCharsets;
import payments.service.card.CardNumbers;

/**
 * Looks for card numbers in the bytes of a file as they pass, whatever its columns, quotes or encoding say: a file that is refused
 * for another reason must not stay in the upload bucket with a card number in it (PCI DSS 3.5.1).
 *
 * <p>Lines are searched one by one, and those of a cell in quotes together. Of UTF-16 only the bytes that are not zero count, which leaves digits as they are. Not for
 * concurrent use.
 */
final class CardSearch {
    /** A longer line is searched in parts. */
    private static final int PART_BYTES = 4096;

    /** Longer than any card number with its separators, so that none is cut in two. */
    private static final int OVERLAP_BYTES = 256;

    private final byte[] line = new byte[PART_BYTES];
    private int length;
    private boolean found;
    private boolean quoted;

    /** Takes the next bytes. */
    void add(byte[] from, int offset, int count) {
        for (int i = offset; i < offset + count && !found; i++) {
            add(from[i]);
        }
    }

    private void add(byte next) {
        quoted = next == '"' ? !quoted && beginsCell() : quoted;
        if (!quoted && (next == '\n' || next == '\r')) {
            search();
            length = 0;
        } else if (next != 0) {
            if (length == PART_BYTES) {
                search();
                System.arraycopy(line, PART_BYTES - OVERLAP_BYTES, line, 0, OVERLAP_BYTES);
                length = OVERLAP_BYTES;
            }
            line[length++] = next;
        }
    }

    /** A quote elsewhere is data; one behind a quote goes on with the same cell. */
    private boolean beginsCell() {
        return length == 0 || ",;\t|\"".indexOf(line[length - 1]) >= 0;
    }

    private void search() {
        found |= CardNumbers.areInColumns(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    /** Whether a card number was in what has passed; what comes after this call begins a new line. */
    boolean isFound() {
        search();
        length = 0;
        quoted = false;
        return found;
    }
}
