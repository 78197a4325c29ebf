package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;
import payments.service.domain.Digests;

class ContentTest {
    private static final String TEXT = "payment_id,amount,currency\np-1,1.00,USD\n";
    private static final BatchLimits LIMITS = new BatchLimits(10 << 20, 100, 1000, 5, 10, 12);

    @Threat("C10")
    @Test
    void theSameContentHasTheSameIdPackedOrNot() throws IOException {
        String expected = Digests.sha256(TEXT);

        assertThat(HexFormat.of().formatHex(digest("a.csv", bytes(TEXT)))).isEqualTo(expected);
        assertThat(HexFormat.of().formatHex(digest("b.CSV.GZ", gzip(bytes(TEXT)))))
                .isEqualTo(expected);
    }

    /** Ten megabytes out of ten kilobytes: refused long before they are unpacked. */
    @Threat({"C14", "A27"})
    @Test
    void aBombIsRefusedByItsRatio() throws IOException {
        byte[] bomb = gzip(new byte[9 << 20]);

        assertThat(bomb).hasSizeLessThan(20_000);
        assertFault("bomb.csv.gz", bomb, FileError.COMPRESSION_RATIO);
    }

    @Threat({"C14", "C15"})
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contentBeyondTheCapIsRefusedPackedOrNot(boolean packed) throws IOException {
        byte[] random = new byte[(10 << 20) + 1];
        new java.util.Random(1).nextBytes(random);
        random[0] = 'p';

        assertFault(packed ? "a.csv.gz" : "a.csv", packed ? gzip(random) : random, FileError.TOO_LARGE);
    }

    @Threat("C14")
    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.txt", "a.csv.zip", "a", "csv", "a.gz", "a.csv.bz2"})
    void onlyDeclaredTypesAreRead(String key) {
        assertFault(key, bytes(TEXT), FileError.WRONG_TYPE);
    }

    @Threat("C14")
    @Test
    void anArchiveUnderTheNameOfATextIsRefused() throws IOException {
        assertFault("a.csv", gzip(bytes(TEXT)), FileError.WRONG_TYPE);
        assertFault("a.csv", zip("payments.csv"), FileError.WRONG_TYPE);
        assertFault("a.csv", zip("../../etc/passwd", "b.csv"), FileError.WRONG_TYPE);
        assertFault("a.csv.gz", zip("a.csv"), FileError.WRONG_TYPE);
    }

    @Threat("C14")
    @Test
    void anArchiveInAnArchiveIsRefused() throws IOException {
        assertFault("a.csv.gz", gzip(gzip(bytes(TEXT))), FileError.WRONG_TYPE);
        assertFault("a.csv.gz", gzip(zip("a.csv")), FileError.WRONG_TYPE);
    }

    @Threat("C14")
    @Test
    void aTextUnderTheNameOfAnArchiveIsRefused() {
        assertFault("a.csv.gz", bytes(TEXT), FileError.WRONG_TYPE);
        assertFault("a.csv.gz", new byte[0], FileError.WRONG_TYPE);
    }

    @Threat("C14")
    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        byte[] whole = gzip(bytes(TEXT.repeat(100)));
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 0x55;

        assertFault("a.csv.gz", Arrays.copyOf(whole, whole.length / 2), FileError.CORRUPT_ARCHIVE);
        assertFault("a.csv.gz", Arrays.copyOf(whole, 5), FileError.CORRUPT_ARCHIVE);
        assertFault("a.csv.gz", damaged, FileError.CORRUPT_ARCHIVE);
    }

    /** A transfer that breaks is no error of the file, or a good file would be refused for ever. */
    @Threat("C19")
    @Test
    void aBrokenTransferIsNoErrorOfTheFile() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> Content.open(file("a.csv"), broken, LIMITS))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RefusedFileException.class);
    }

    private static void assertFault(String key, byte[] content, FileError error) {
        assertThatThrownBy(() -> digest(key, content))
                .isInstanceOfSatisfying(
                        RefusedFileException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private static byte[] digest(String key, byte[] content) throws IOException {
        try (Content opened = Content.open(file(key), new ByteArrayInputStream(content), LIMITS)) {
            return opened.digest();
        }
    }

    private static BatchFile file(String key) {
        return new BatchFile("uploads", key, Optional.of("1"), "etag", MemoryFiles.DAY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(bytes(TEXT));
            }
        }
        return packed.toByteArray();
    }
}
