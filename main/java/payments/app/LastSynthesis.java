package payments.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The note that a synthesis leaves beside its output: what it was made of, and what it wrote. A later one that would be made of the
 * same, and finds the very files, has nothing to write. Whatever is not as the note says, or no note at all, means that everything is
 * written again.
 */
final class LastSynthesis {
    /** Where it lies in the output folder. */
    static final String FILE = "synthesis.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private LastSynthesis() {}

    /**
     * Leaves the note.
     *
     * @param folder the new output, which holds nothing else
     * @param stacks the stacks' names in the order of deployment
     */
    static void note(Path folder, String key, List<String> stacks) {
        ObjectNode note = JSON.createObjectNode().put("madeOf", key);
        stacks.forEach(note.putArray("stacks")::add);
        try {
            ObjectNode files = note.putObject("files");
            digests(folder).forEach(files::put);
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve(FILE).toFile(), note);
        } catch (IOException e) {
            throw new UncheckedIOException("the note of the synthesis cannot be written to " + folder, e);
        }
    }

    /** The stacks that lie in a folder, where a synthesis of this key wrote them and nothing has changed since; else empty. */
    static Optional<List<String>> unchanged(Path folder, String key) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode note = JSON.readTree(Files.readString(file));
            Map<String, String> files = new TreeMap<>();
            note.path("files")
                    .properties()
                    .forEach(one -> files.put(one.getKey(), one.getValue().asText()));
            List<String> stacks = new ArrayList<>();
            note.path("stacks").forEach(stack -> stacks.add(stack.asText()));
            boolean same = note.path("madeOf").asText().equals(key) && holds(folder, files);
            return same && !stacks.isEmpty() ? Optional.of(stacks) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the earlier output in %s cannot be read".formatted(folder), e);
        }
    }

    /** What Terraform stores beside the stacks is its own. */
    private static boolean holds(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path written = folder.resolve(file.getKey());
            if (!Files.isRegularFile(written) || !FileDigest.of(written).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> digests(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), FileDigest.of(file));
            }
        }
        return digests;
    }
}
