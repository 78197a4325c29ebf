package payments.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What distinguishes one content of a file from another: its length and two sums over it, 64 bits together. They are no protection from
 * somebody who means to deceive, who could as well write the stacks; but hundreds of megabytes of jars take a tenth of a second.
 */
final class FileDigest {
    private static final int BUFFER = 1 << 16;

    private FileDigest() {}

    /** The digest of a file, in a form that can be written down. */
    static String of(Path file) throws IOException {
        CRC32 ieee = new CRC32();
        CRC32C castagnoli = new CRC32C();
        long length = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                ieee.update(buffer, 0, read);
                castagnoli.update(buffer, 0, read);
                length += read;
            }
        }
        return "%d-%08x-%08x".formatted(length, ieee.getValue(), castagnoli.getValue());
    }
}
