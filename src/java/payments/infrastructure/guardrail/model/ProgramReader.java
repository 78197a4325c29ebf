package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/** Finds the stacks below a folder and reads their files as Terraform does. */
final class ProgramReader {
    /** What a user may have meant: the other JSON of Terraform. */
    private static final String PLANS = ", or a plan or a state as terraform show -json writes it";

    private static final int DEEPEST_FOLDER = 40;
    private static final int DEEPEST_CALL = 40;

    private final Path folder;
    private final Predicate<String> wanted;
    private final Map<Path, Folder> read = new TreeMap<>();
    private final Map<String, Path> stackFolders = new TreeMap<>();
    private final Map<String, ShownProgram> shown = new TreeMap<>();

    ProgramReader(Path folder, Predicate<String> wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /** Where each stack of {@link #stacks()} was read. */
    Map<String, Path> stackFolders() {
        return stackFolders;
    }

    /** The JSON of each stack in the form of {@link TerraformJson}, by name, names in order. */
    Map<String, JsonNode> stacks() {
        if (!Files.exists(folder)) {
            throw new UnreadableProgramException(
                    folder + ": there is no such folder; name one that holds files of Terraform, such as cdktf.out");
        }
        if (!Files.isDirectory(folder)) {
            if (!ShownFile.isLikely(folder)) {
                throw new UnreadableProgramException(
                        folder + ": this is a file; name the folder that holds the stacks, such as cdktf.out" + PLANS);
            }
            show(folder);
            return Map.of();
        }
        Map<Path, List<Path>> folders = folders();
        if (folders.isEmpty() && !shown.isEmpty()) {
            return Map.of();
        }
        if (folders.isEmpty()) {
            throw new UnreadableProgramException(folder
                    + ": no file *.tf or *.tf.json in it or below it; synthesize first, and name the output folder, such as cdktf.out"
                    + PLANS);
        }
        folders.forEach((where, files) -> read.put(where.normalize(), new Folder(files, module(files))));
        Set<Path> called = new HashSet<>();
        List.copyOf(read.keySet()).forEach(where -> follow(where, called, 0));
        Map<String, JsonNode> stacks = new TreeMap<>();
        Map<String, Long> named =
                folders.keySet().stream().collect(Collectors.groupingBy(ProgramReader::nameOf, Collectors.counting()));
        folders.keySet().forEach(where -> {
            ObjectNode module = folder(where).module();
            // Folders such as dev/network and live/network have one name, so their paths name them.
            String path = folder.relativize(where).toString();
            String own = named.getOrDefault(nameOf(where), 1L) > 1 && !path.isEmpty() ? path : nameOf(where);
            String name = module.path("//").path("metadata").path("stackName").asText(own);
            if (!wanted.test(name) || (called.contains(where.normalize()) && !hasState(module))) {
                return;
            }
            if (stacks.putIfAbsent(name, module) != null) {
                throw new UnreadableProgramException(
                        where + ": a second stack named " + name + "; keep one folder for each stack");
            }
            stackFolders.put(name, where);
            ObjectNode values = VariableFiles.in(where);
            if (!values.isEmpty()) {
                module.set(VariableFiles.VALUES, values);
            }
        });
        for (String name : shown.keySet()) {
            if (stacks.containsKey(name)) {
                throw new UnreadableProgramException(folder + ": a plan and a program are both named " + name
                        + "; name the folder of one of them, or rename the file of the plan");
            }
        }
        return stacks;
    }

    /** The plans and states, by the names of their files. */
    Map<String, ShownProgram> shown() {
        return shown;
    }

    /** Reads a plan or a state as a stack. */
    private void show(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("(\\.(tf|tofu))?\\.json$", "");
        String unique =
                shown.containsKey(name) ? folder.relativize(file).toString().replaceFirst("\\.json$", "") : name;
        if (wanted.test(name)) {
            shown.put(unique, ShownFile.read(file));
        }
    }

    /** A folder's files, and the module that they make. */
    private record Folder(List<Path> files, ObjectNode module) {}

    private Folder folder(Path where) {
        return read.getOrDefault(where.normalize(), new Folder(List.of(), JsonNodeFactory.instance.objectNode()));
    }

    /** Whether a folder has a state of its own, so that it is deployed by itself, too. */
    private static boolean hasState(ObjectNode module) {
        return module.path("terraform").has("backend")
                || module.path("terraform").has("cloud");
    }

    /** Reads the local modules that a module calls, wherever they lie. */
    private void follow(Path where, Set<Path> called, int depth) {
        if (depth > DEEPEST_CALL) {
            return;
        }
        for (Path inner : calls(where)) {
            if (!read.containsKey(inner) && Files.isDirectory(inner)) {
                List<Path> files = files(inner);
                read.put(inner, new Folder(files, module(files)));
            }
            if (called.add(inner)) {
                follow(inner, called, depth + 1);
            }
        }
    }

    private List<Path> calls(Path where) {
        List<Path> calls = new ArrayList<>();
        folder(where).module().path("module").forEach(call -> {
            String source = call.path("source").asText("");
            if (ModuleCall.isLocal(source)) {
                calls.add(where.resolve(source).normalize());
            }
        });
        return calls;
    }

    private static List<Path> files(Path where) {
        try (Stream<Path> files = Files.list(where)) {
            return ConfigurationFile.inOrder(files.filter(Files::isRegularFile)
                    .filter(ConfigurationFile::isOne)
                    .toList());
        } catch (IOException e) {
            throw new UnreadableProgramException(where + ": cannot be listed (" + e + "); check its rights");
        }
    }

    /** The modules that others call, by folder. */
    Map<Path, JsonNode> modules() {
        Map<Path, JsonNode> modules = new TreeMap<>();
        read.forEach((where, folder) -> {
            if (!folder.files().isEmpty()) {
                modules.put(where, folder.module());
            }
        });
        return modules;
    }

    /** The files of one folder are one module: what they declare is put together, and overrides go over it. */
    private static ObjectNode module(List<Path> files) {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        for (Path file : files) {
            ObjectNode read = TerraformJson.of(file.toString(), ConfigurationFile.read(file));
            if (ConfigurationFile.isOverride(file)) {
                Overrides.apply(module, read, file.toString());
            } else {
                TerraformJson.join(module, read, file.toString());
            }
        }
        return module;
    }

    private Map<Path, List<Path>> folders() {
        Map<Path, List<Path>> folders = new TreeMap<>();
        List<Path> likely = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, DEEPEST_FOLDER)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Path inside = folder.relativize(file);
                if (inside.startsWith(".terraform") || inside.toString().contains("/.terraform/")) {
                    continue;
                }
                if (inside.getNameCount() == DEEPEST_FOLDER && Files.isDirectory(file)) {
                    throw new UnreadableProgramException(file + ": lies more than " + DEEPEST_FOLDER
                            + " folders deep; name the folder of the stacks");
                }
                if (ShownFile.isLikely(file)) {
                    likely.add(file);
                } else if (Files.isRegularFile(file) && ConfigurationFile.isOne(file)) {
                    folders.computeIfAbsent(file.getParent(), none -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UnreadableProgramException(folder + ": cannot be listed (" + e + "); check its rights");
        }
        // Beside a program it is that program's own plan: judging both would say everything twice.
        likely.stream().filter(file -> !folders.containsKey(file.getParent())).forEach(this::show);
        folders.replaceAll((where, files) -> ConfigurationFile.inOrder(files));
        return folders;
    }

    private static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "root" : name.toString();
    }
}
