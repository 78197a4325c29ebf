package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the stacks below a folder and reads their files, with a limit on each so that memory stays bounded. */
final class ProgramReader {
    /** A stack of 10,000 resources has about 20 MB. */
    static final long LARGEST_FILE = 64L * 1024 * 1024;

    /** What Jackson adds about itself: where the parser was, of a source that it does not name. */
    private static final String PARSERS_OWN = "(?s) ?\\(start marker at .*$|\\s+at \\[Source: .*$";

    private static final int DEEPEST_FOLDER = 6;
    private static final Set<String> SECTIONS = Set.of(
            "//",
            "check",
            "data",
            "ephemeral",
            "import",
            "locals",
            "module",
            "moved",
            "output",
            "provider",
            "removed",
            "resource",
            "terraform",
            "variable");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxTokenCount(3_000_000)
                            .maxStringLength((int) LARGEST_FILE)
                            .build())
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;
    private final Predicate<String> wanted;
    private final List<String> notices = new ArrayList<>();
    private final Map<String, Path> stackFolders = new TreeMap<>();

    ProgramReader(Path folder, Predicate<String> wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    List<String> notices() {
        return notices;
    }

    /** Where each stack of {@link #stacks()} was read. */
    Map<String, Path> stackFolders() {
        return stackFolders;
    }

    /** The JSON of each stack, by name, names in order. */
    Map<String, JsonNode> stacks() {
        if (!Files.exists(folder)) {
            throw new UnreadableProgramException(
                    folder + ": there is no such folder; name one that holds Terraform JSON, such as cdktf.out");
        }
        if (!Files.isDirectory(folder)) {
            throw new UnreadableProgramException(
                    folder + ": this is a file; name the folder that holds the stacks, such as cdktf.out");
        }
        Map<Path, List<Path>> folders = folders();
        if (folders.isEmpty()) {
            throw new UnreadableProgramException(folder
                    + ": no file *.tf.json in it or below it; synthesize first, and name the output folder, such as cdktf.out"
                    + (notices.isEmpty() ? "" : " (" + String.join("; ", notices) + ")"));
        }
        Map<String, JsonNode> stacks = new TreeMap<>();
        folders.forEach((where, files) -> {
            ObjectNode merged = JsonNodeFactory.instance.objectNode();
            files.forEach(file -> merge(merged, read(file)));
            String name = merged.path("//").path("metadata").path("stackName").asText(nameOf(where));
            if (wanted.test(name) && stacks.putIfAbsent(name, merged) != null) {
                throw new UnreadableProgramException(
                        where + ": a second stack named " + name + "; keep one folder for each stack");
            }
            stackFolders.put(name, where);
        });
        return stacks;
    }

    private Map<Path, List<Path>> folders() {
        Map<Path, List<Path>> folders = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, DEEPEST_FOLDER)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String name = String.valueOf(file.getFileName());
                if (folder.relativize(file).toString().contains(".terraform")) {
                    continue;
                }
                if (name.endsWith(".tf.json")) {
                    folders.computeIfAbsent(file.getParent(), none -> new ArrayList<>())
                            .add(file);
                } else if (name.endsWith(".tf")) {
                    notices.add(folder.relativize(file) + " is HCL and was not read: only *.tf.json is");
                }
            }
        } catch (IOException e) {
            throw new UnreadableProgramException(folder + ": cannot be listed (" + e + "); check its rights");
        }
        return folders;
    }

    private static ObjectNode read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new UnreadableProgramException(
                        "%s: has %d bytes, at most %d are read; split the stack".formatted(file, size, LARGEST_FILE));
            }
            try (JsonParser parser = JSON.createParser(file.toFile())) {
                JsonNode read = JSON.readTree(parser);
                if (read == null || read.isMissingNode()) {
                    throw new UnreadableProgramException(file + ": is empty; synthesize again");
                }
                requireTerraform(file, read);
                return (ObjectNode) read;
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableProgramException("%s:%d:%d: is not JSON: %s; synthesize again"
                    .formatted(
                            file,
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                            e.getOriginalMessage().replaceFirst(PARSERS_OWN, "")));
        } catch (IOException e) {
            throw new UnreadableProgramException(file + ": cannot be read (" + e + "); check its rights");
        }
    }

    private static void requireTerraform(Path file, JsonNode read) {
        if (!read.isObject()) {
            throw new UnreadableProgramException(
                    file + ": holds no JSON object, so it is no Terraform; remove it or name another folder");
        }
        read.fieldNames().forEachRemaining(section -> {
            if (!SECTIONS.contains(section)) {
                throw new UnreadableProgramException(file + ": \"" + section
                        + "\" is no block of Terraform (it knows "
                        + String.join(", ", SECTIONS.stream().sorted().toList())
                        + "); remove the file or name another folder");
            }
        });
        for (String section : List.of("resource", "data", "ephemeral")) {
            read.path(section).properties().forEach(type -> {
                if (!type.getValue().isObject()) {
                    throw new UnreadableProgramException(file + ": " + section + "." + type.getKey()
                            + " is no map of names to resources; synthesize again");
                }
            });
        }
    }

    /** Several files of one folder are one module: sections are merged, lists appended. */
    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(property -> {
            JsonNode present = into.get(property.getKey());
            JsonNode added = property.getValue();
            if (present instanceof ObjectNode a && added instanceof ObjectNode b) {
                merge(a, b);
            } else if (present instanceof ArrayNode a && added instanceof ArrayNode b) {
                a.addAll(b);
            } else {
                into.set(property.getKey(), added);
            }
        });
    }

    private static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "root" : name.toString();
    }
}
