package payments.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands in the repository's files that are no documents: a name that a document uses must be one of these. */
final class SourceWords {
    private static final List<Path> FOLDERS = List.of(
            Path.of("main/java"),
            Path.of("main/deployments"),
            Path.of("main/resources"),
            Path.of("src/java"),
            Path.of("src/resources"),
            Path.of("lambda-handler/contract"),
            Path.of("lambda-handler/java"),
            Path.of("lambda-handler/resources"),
            Path.of("test/java"),
            Path.of("test/resources"),
            Path.of("test/performance"),
            Path.of("test/tools"),
            Path.of(".ci"),
            Path.of(".github"));
    private static final List<Path> FILES =
            List.of(Path.of("pom.xml"), Path.of("test/pom.xml"), Path.of("cdktf.json"), Path.of("main/pom.xml"));
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*");

    private final Set<String> words = new HashSet<>();
    private final Set<String> fileNames = new HashSet<>();
    private final String text;

    SourceWords() {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            fileNames.add(name);
            words.add(name.replace(".java", ""));
            // The tests of the documents and the lists that they read name what is wrong, too.
            String content = file.toString().contains("documentation") ? "" : read(file);
            all.append(content).append('\n');
            WORD.matcher(content).results().forEach(match -> {
                words.add(match.group());
                words.addAll(List.of(match.group().split("-")));
            });
        }
        text = all.toString();
    }

    /** Whether a word stands there, as a whole. */
    boolean contains(String word) {
        return words.contains(word);
    }

    /** Whether a text stands there. */
    boolean containsText(String wanted) {
        return text.contains(wanted);
    }

    /** Whether one of the files has this name. */
    boolean hasFile(String name) {
        return fileNames.contains(name);
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>(FILES);
        for (Path folder : FOLDERS) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(Files::isRegularFile)
                        .filter(path -> !path.toString().contains("node_modules"))
                        .filter(path -> !path.toString().endsWith(".md"))
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
            }
        }
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
