package payments.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar that has the functions' entry points and nothing else: enough for synthesis, without packaging the service. */
public final class FunctionJar {
    private static final String ENTRY_POINT = "payments/service/handler/PaymentsApiHandler.class";

    private FunctionJar() {}

    /** Writes the jar into a folder. */
    public static Path in(Path folder) {
        Path jar = folder.resolve("function.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry(ENTRY_POINT);
            // The time is part of the bytes, and the bytes are part of the output's path.
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(entryPoint());
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real class: the guardrails look for the method in it. */
    private static byte[] entryPoint() throws IOException {
        try (InputStream code = Objects.requireNonNull(
                FunctionJar.class.getClassLoader().getResourceAsStream(ENTRY_POINT), ENTRY_POINT)) {
            return code.readAllBytes();
        }
    }
}
