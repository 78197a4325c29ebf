package payments.infrastructure.guardrail.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that expressions of a stack read, such as templates of policies. Only those in a folder that is checked or holds a
 * module that is called: a program that is checked must not get at other files of the machine.
 */
final class StackFiles {
    /** A policy, a template or a definition has some kilobytes. */
    private static final long LARGEST = 1024L * 1024;

    /** A package has some megabytes. */
    private static final long LARGEST_HASHED = 64L * 1024 * 1024;

    private static final int MOST_FILES = 1_000;

    private final Map<Path, Optional<String>> texts = new ConcurrentHashMap<>();
    private final Map<String, String> unread = new ConcurrentSkipListMap<>();

    /** The text of a file, named as Terraform names it: from the folder of the root module; empty where it is not known. */
    Optional<String> text(Module module, String name) {
        Optional<Path> file = file(module, name);
        return file.flatMap(path -> texts.computeIfAbsent(path, none -> read(path, name)));
    }

    /** The bytes of a file; empty where it is not known, or larger than what is judged. */
    Optional<byte[]> bytes(Module module, String name) {
        return file(module, name).flatMap(path -> {
            try {
                return Files.isRegularFile(path) && Files.size(path) <= LARGEST_HASHED
                        ? Optional.of(Files.readAllBytes(path))
                        : Optional.empty();
            } catch (IOException e) {
                unread.put(name, "cannot be read (" + e + ")");
                return Optional.empty();
            }
        });
    }

    /** The names of the files below a folder that a pattern fits, as Terraform sorts them; empty where that is not known. */
    Optional<List<String>> names(Module module, String folder, String pattern) {
        Optional<Path> below = file(module, folder).filter(Files::isDirectory);
        if (below.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(below.get())) {
            PathMatcher matcher = below.get().getFileSystem().getPathMatcher("glob:" + pattern);
            PathMatcher atTop = below.get().getFileSystem().getPathMatcher("glob:" + pattern.replace("**/", ""));
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> below.get().relativize(file))
                    .filter(file -> matcher.matches(file) || atTop.matches(file))
                    .map(file -> file.toString().replace('\\', '/'))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            return names.size() > MOST_FILES ? Optional.empty() : Optional.of(names);
        } catch (IOException | UncheckedIOException | PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** What was named and not read, though it may be there. */
    Stream<Unread> unread(String stack) {
        return unread.entrySet().stream()
                .map(file -> new Unread(
                        stack,
                        "file " + file.getKey(),
                        "the file " + file.getValue() + ", so that it was not read",
                        "a text file of at most %d bytes in the folder of a stack or a module".formatted(LARGEST)));
    }

    private Optional<Path> file(Module module, String name) {
        Optional<Path> root = module.stack().folder();
        if (root.isEmpty() || name.contains(Value.OPEN)) {
            return Optional.empty();
        }
        try {
            Path file = root.get().resolve(name).toRealPath();
            boolean inside = false;
            for (Path folder : module.stack().read()) {
                inside |= file.startsWith(folder.toRealPath());
            }
            if (!inside) {
                unread.put(name, "lies outside of the folder");
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (IOException | InvalidPathException e) {
            // It may be made before the program is deployed.
            return Optional.empty();
        }
    }

    private Optional<String> read(Path file, String name) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                unread.put(name, "has %d bytes".formatted(Files.size(file)));
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            // A package, a picture: no text that a rule could judge.
            return Optional.empty();
        } catch (IOException e) {
            unread.put(name, "cannot be read (" + e + ")");
            return Optional.empty();
        }
    }
}
