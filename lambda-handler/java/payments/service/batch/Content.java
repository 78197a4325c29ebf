package payments.service.batch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The content of a file as it is read: unpacked, bounded and hashed. A bomb is refused when it has shown itself, after at
 * most the allowed ratio of what was read; nothing is ever written to a path that an archive names.
 */
final class Content extends InputStream {
    private static final int BLOCK_BYTES = 64 * 1024;

    /** Archives within each other that are searched. */
    private static final int DEEPEST = 3;

    /** A short file may save more than the ratio by a few repeated rows. */
    private static final long RATIO_COUNTS_FROM_BYTES = 1 << 20;

    private static final byte[][] ARCHIVES = {
        {0x1F, (byte) 0x8B}, // gzip
        {'P', 'K', 3, 4}, // zip
        {'P', 'K', 5, 6}, // empty zip
        {'B', 'Z', 'h'}, // bzip2
        {(byte) 0xFD, '7', 'z', 'X', 'Z'}, // xz
        {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD} // zstd
    };

    private final BatchLimits limits;
    private final Counter packed;
    private final InputStream unpacked;
    private final MessageDigest sha256;
    private final CardSearch cards = new CardSearch();
    private long bytes;

    private Content(BatchLimits limits, Counter packed, InputStream unpacked) {
        this.limits = limits;
        this.packed = packed;
        this.unpacked = unpacked;
        this.sha256 = newSha256();
    }

    /**
     * Opens the content of a file.
     *
     * @throws RefusedFileException when it is not of the type that its name says
     */
    static Content open(BatchFile file, InputStream raw, BatchLimits limits) throws IOException {
        Counter packed = new Counter(raw);
        InputStream start = new BufferedInputStream(packed, BLOCK_BYTES);
        if (!file.isOfDeclaredType()) {
            throw new RefusedFileException(FileError.WRONG_TYPE);
        }
        InputStream unpacked = start;
        if (file.isCompressed()) {
            if (!startsWith(start, ARCHIVES[0])) {
                throw new RefusedFileException(FileError.WRONG_TYPE);
            }
            unpacked = new BufferedInputStream(unzip(start), BLOCK_BYTES);
        }
        Content content = new Content(limits, packed, unpacked);
        content.refuseArchive();
        return content;
    }

    private static InputStream unzip(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, BLOCK_BYTES);
        } catch (ZipException | EOFException e) {
            throw new RefusedFileException(FileError.CORRUPT_ARCHIVE);
        }
    }

    /** An archive where text should be, or an archive in an archive. */
    private void refuseArchive() throws IOException {
        try {
            for (byte[] magic : ARCHIVES) {
                if (startsWith(unpacked, magic)) {
                    throw new RefusedFileException(FileError.WRONG_TYPE);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new RefusedFileException(FileError.CORRUPT_ARCHIVE);
        }
    }

    private static boolean startsWith(InputStream in, byte[] magic) throws IOException {
        in.mark(magic.length);
        byte[] start = in.readNBytes(magic.length);
        in.reset();
        return Arrays.equals(start, magic);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count;
        try {
            count = unpacked.read(into, offset, length);
        } catch (ZipException | EOFException e) {
            throw new RefusedFileException(FileError.CORRUPT_ARCHIVE);
        }
        if (count > 0) {
            sha256.update(into, offset, count);
            cards.add(into, offset, count);
            bytes += count;
            requireWithinLimits();
        }
        return count;
    }

    private void requireWithinLimits() throws RefusedFileException {
        if (bytes > limits.maxBytes() || packed.bytes > limits.maxBytes()) {
            throw new RefusedFileException(FileError.TOO_LARGE);
        }
        if (bytes > RATIO_COUNTS_FROM_BYTES && bytes / limits.maxRatio() > packed.bytes) {
            throw new RefusedFileException(FileError.COMPRESSION_RATIO);
        }
    }

    /** Reads what is left, and gives the SHA-256 of all of it. */
    byte[] digest() throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        while (read(block, 0, block.length) >= 0) {
            // Hashed by reading.
        }
        return sha256.digest();
    }

    /** Whether a card number stands in what was read, be it a row of ours or not. */
    boolean holdsCardNumber() {
        return cards.isFound();
    }

    /** Whether a card number stands in a file that {@link #open} refuses, as it is or in the archive that it is. */
    static boolean holdsCardNumber(InputStream raw, BatchLimits limits) throws IOException {
        CardSearch cards = new CardSearch();
        try {
            long unused = read(buffered(raw), cards, limits.maxBytes(), 0);
        } catch (ZipException | EOFException e) {
            // What is behind the damage cannot be read by anybody.
        }
        return cards.isFound();
    }

    /** Reads an archive with the archives in it, as far as anybody packs them. */
    private static long read(InputStream raw, CardSearch cards, long most, int depth) throws IOException {
        if (depth < DEEPEST && startsWith(raw, ARCHIVES[0])) {
            return read(buffered(new GZIPInputStream(raw, BLOCK_BYTES)), cards, most, depth + 1);
        }
        if (depth == DEEPEST || !startsWith(raw, ARCHIVES[1])) {
            return read(raw, cards, most);
        }
        ZipInputStream zip = new ZipInputStream(raw);
        long left = most;
        for (ZipEntry entry = zip.getNextEntry(); left > 0 && entry != null; entry = zip.getNextEntry()) {
            byte[] name = (entry.getName() + "\n").getBytes(StandardCharsets.UTF_8);
            cards.add(name, 0, name.length);
            left -= read(buffered(zip), cards, left, depth + 1);
        }
        return most - left;
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BLOCK_BYTES);
    }

    private static long read(InputStream in, CardSearch cards, long most) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        for (int count = in.read(block); count >= 0 && bytes < most; count = in.read(block)) {
            cards.add(block, 0, count);
            bytes += count;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256, which every runtime must have", e);
        }
    }

    /** Counts the bytes that came from the bucket. */
    private static final class Counter extends FilterInputStream {
        private long bytes;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            bytes += Math.max(count, 0);
            return count;
        }
    }
}
