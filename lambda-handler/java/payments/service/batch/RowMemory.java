package payments.service.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Remembers which payment ids a file had, to find repetitions in their order. 24 bytes an id in three arrays: a million
 * strings would take ten times that. An id is known by 128 bits of its SHA-256.
 *
 * <p>Bounded: ids beyond {@code capacity} are not remembered, and their repetitions are found later, when the payment is
 * made.
 */
final class RowMemory {
    private static final int FIRST_SLOTS = 1 << 12;

    private final int capacity;
    private final MessageDigest sha256;
    private long[] high = new long[FIRST_SLOTS];
    private long[] low = new long[FIRST_SLOTS];
    private long[] content = new long[FIRST_SLOTS];
    private int size;

    RowMemory(int capacity) {
        this.capacity = capacity;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256, which every runtime must have", e);
        }
    }

    /** The reason when the id was here before, and its own content is compared; else remembers it. */
    Optional<String> repetition(PaymentRow row) {
        ByteBuffer id = digest(row.paymentId().value());
        // Zero marks a free slot, and no digest has a zero half in practice; one bit makes it so in principle.
        long idHigh = id.getLong() | 1;
        long idLow = id.getLong();
        long rowContent = digest(row.fingerprint().hex()).getLong();
        int slot = slot(idHigh, idLow);
        if (high[slot] != 0) {
            return Optional.of(
                    content[slot] == rowContent ? RowOutcome.DUPLICATE_IGNORED : RowOutcome.DUPLICATE_CONFLICT);
        }
        if (size < capacity) {
            put(slot, idHigh, idLow, rowContent);
            size++;
            growWhenHalfFull();
        }
        return Optional.empty();
    }

    private ByteBuffer digest(String text) {
        return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The slot that has the id, or the free one where it belongs. */
    private int slot(long idHigh, long idLow) {
        int mask = high.length - 1;
        int slot = (int) idLow & mask;
        while (high[slot] != 0 && (high[slot] != idHigh || low[slot] != idLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void put(int slot, long idHigh, long idLow, long rowContent) {
        high[slot] = idHigh;
        low[slot] = idLow;
        content[slot] = rowContent;
    }

    private void growWhenHalfFull() {
        if (size * 2 < high.length) {
            return;
        }
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldContent = content;
        high = new long[oldHigh.length * 2];
        low = new long[oldHigh.length * 2];
        content = new long[oldHigh.length * 2];
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldHigh[i] != 0) {
                put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldContent[i]);
            }
        }
    }
}
