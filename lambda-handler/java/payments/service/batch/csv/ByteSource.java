package payments.service.batch.csv;

import java.io.IOException;
import java.io.InputStream;

/** A stream read byte by byte through a block, with one byte of look-ahead. Not for concurrent use. */
final class ByteSource {
    static final int END = -1;
    private static final int BLOCK_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int at;
    private int limit;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /** The next byte as 0 to 255, or {@link #END}. */
    int read() throws IOException {
        return at < limit || fill() ? block[at++] & 0xFF : END;
    }

    /** Like {@link #read} without moving on. */
    int peek() throws IOException {
        return at < limit || fill() ? block[at] & 0xFF : END;
    }

    private boolean fill() throws IOException {
        int count = in.read(block, 0, block.length);
        at = 0;
        limit = Math.max(count, 0);
        return limit > 0;
    }
}
