package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The project as somebody gets it who clones it: what Git knows or would take, with the changes of the working tree. */
public final class Checkout {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("main", "target", "lib");
    private static final List<Path> BUILT = List.of(Path.of("main", "target"), Path.of("lambda-handler", "target"));

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
        for (String source : sources) {
            if (Files.isRegularFile(PROJECT.resolve(source))) {
                copy(Path.of(source), folder);
            }
        }
    }

    /** The same with the jars that this build has packaged; the libraries, of 140 MB, are linked. */
    public static void builtInto(Path folder) {
        into(folder);
        for (Path target : BUILT) {
            try (Stream<Path> files = Files.list(PROJECT.resolve(target))) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .map(PROJECT::relativize)
                        .forEach(jar -> copy(jar, folder));
            } catch (IOException e) {
                throw new UncheckedIOException("%s holds no jars".formatted(target), e);
            }
        }
        try {
            Files.createSymbolicLink(folder.resolve(LIBRARIES), PROJECT.resolve(LIBRARIES));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be linked".formatted(LIBRARIES), e);
        }
    }

    private static void copy(Path file, Path folder) {
        try {
            Path to = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.copy(PROJECT.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be copied into %s".formatted(file, folder), e);
        }
    }
}
