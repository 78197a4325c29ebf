package payments.service.batch;

import java.util.HexFormat;
import payments.service.domain.Digests;

/**
 * The id of a batch: the SHA-256 of its content, so that the same content under any name is the same batch.
 *
 * <p>Written in the letters a to p instead of hexadecimal digits: one of 1,400 digests in hexadecimal passes for a card
 * number, and everything that holds one is refused. {@code sha256sum file | tr 0-9a-f a-p} gives the id by hand.
 */
final class BatchId {
    private BatchId() {}

    /** The id of content with this SHA-256. */
    static String of(byte[] sha256) {
        StringBuilder id = new StringBuilder(sha256.length * 2);
        for (byte value : sha256) {
            id.append((char) ('a' + ((value >> 4) & 0xF))).append((char) ('a' + (value & 0xF)));
        }
        return id.toString();
    }

    /** The id of a file whose content cannot be read to its end. */
    static String ofPlace(BatchFile file) {
        return of(HexFormat.of().parseHex(Digests.sha256(file.place())));
    }
}
