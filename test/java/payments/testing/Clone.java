package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The repository's files in another folder, as somebody has them who cloned it just now. */
public final class Clone {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("main", "target", "lib");
    private static final List<Path> BUILT = List.of(Path.of("main", "target"), Path.of("lambda-handler", "target"));

    private Clone() {}

    /** Copies every file that is tracked, or new and not ignored. */
    public static void into(Path folder) {
        Run.of(PROJECT, Map.of(), List.of(Tool.GIT.path(), "ls-files", "--cached", "--others", "--exclude-standard"))
                .succeeded()
                .output()
                .lines()
                .map(Path::of)
                .filter(source -> Files.isRegularFile(PROJECT.resolve(source)))
                .forEach(source -> copy(source, folder));
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
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(PROJECT.resolve(file), target);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be copied".formatted(file), e);
        }
    }
}
