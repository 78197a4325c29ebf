package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The project as somebody gets it who clones it: what Git knows or would take, with the changes of the working tree. */
public final class Checkout {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private Checkout() {}

    /** Copies it into an empty folder; nothing that a build left is there. Needs {@link Tool#GIT}. */
    public static void into(Path folder) {
        List<String> sources = Run.of(
                        PROJECT,
                        Map.of(),
                        List.of(Tool.GIT.path(), "ls-files", "--cached", "--others", "--exclude-standard"))
                .succeeded()
                .output()
                .lines()
                .toList();
        try {
            for (String source : sources) {
                Path from = PROJECT.resolve(source);
                if (Files.isRegularFile(from)) {
                    Path to = folder.resolve(source);
                    Files.createDirectories(Objects.requireNonNull(to.getParent()));
                    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clone the project into " + folder, e);
        }
    }
}
