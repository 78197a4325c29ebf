package payments.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The artefacts of a run, as the actions of version 4 keep them (github.com/actions/upload-artifact, {@code src/shared/search.ts}
 * and README.md; github.com/actions/download-artifact, README.md): of one path the artefact holds what lies below it, of several
 * what lies below the folder that all have in common; a pattern counts up to its first wildcard; hidden files are left out; a
 * name is taken once in a run. Unpacked in the workspace, every file has the permissions 644, every folder 755.
 */
final class Artifacts {
    private final Path store;
    private final Map<String, Path> kept = new ConcurrentHashMap<>();

    Artifacts(Path store) {
        this.store = store;
    }

    /** Takes files out of a workspace. */
    void upload(Path workspace, Map<String, String> with) {
        String name = with.getOrDefault("name", "artifact");
        Map<Path, Path> files = files(workspace, with.getOrDefault("path", ""));
        if (files.isEmpty()) {
            throw new AssertionError("artefact %s: no file matches %s".formatted(name, with.get("path")));
        }
        Path folder = store.resolve(name);
        if (kept.putIfAbsent(name, folder) != null) {
            throw new AssertionError("artefact %s was uploaded in this run already".formatted(name));
        }
        copy(files, folder);
    }

    /** Unpacks an artefact over a workspace. */
    void download(Path workspace, Map<String, String> with) {
        Path folder = kept.get(with.getOrDefault("name", ""));
        if (folder == null) {
            throw new AssertionError(
                    "there is no artefact %s, there are %s".formatted(with.get("name"), kept.keySet()));
        }
        Map<Path, Path> files = new LinkedHashMap<>();
        walk(folder).forEach(file -> files.put(folder.relativize(file), file));
        copy(files, workspace.resolve(with.getOrDefault("path", "")));
    }

    /** The files of an artefact by their paths in it. */
    static Map<Path, Path> files(Path workspace, String patterns) {
        List<String> lines = patterns.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        List<Path> searched = new ArrayList<>();
        TreeSet<Path> found = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith("!") || line.startsWith("~")) {
                throw new AssertionError("no test knows the pattern " + line);
            }
            Path search = searchPath(workspace, line);
            searched.add(search);
            PathMatcher matcher = FileSystems.getDefault()
                    .getPathMatcher("glob:" + workspace.resolve(line).normalize());
            walk(search)
                    .filter(file -> Stream.iterate(file, Objects::nonNull, Path::getParent)
                            .anyMatch(matcher::matches))
                    .filter(file -> !hidden(workspace.relativize(file)))
                    .forEach(found::add);
        }
        Map<Path, Path> files = new LinkedHashMap<>();
        if (!found.isEmpty()) {
            Path root = root(searched, found);
            found.forEach(file -> files.put(root.relativize(file), file));
        }
        return files;
    }

    private static Path root(List<Path> searched, Set<Path> found) {
        if (searched.size() > 1) {
            Path common = searched.get(0);
            for (Path other : searched) {
                while (!other.startsWith(common)) {
                    common = Objects.requireNonNull(common.getParent());
                }
            }
            return common;
        }
        Path only = searched.get(0);
        return found.size() == 1 && found.contains(only) ? Objects.requireNonNull(only.getParent()) : only;
    }

    private static Path searchPath(Path workspace, String pattern) {
        Path search = workspace;
        for (Path step : Path.of(pattern)) {
            if (step.toString().matches(".*[*?\\[].*")) {
                break;
            }
            search = search.resolve(step);
        }
        return search.normalize();
    }

    private static boolean hidden(Path file) {
        for (Path step : file) {
            if (step.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Path> walk(Path folder) {
        if (!Files.exists(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static void copy(Map<Path, Path> files, Path folder) {
        files.forEach((path, file) -> {
            try {
                Path target = folder.resolve(path.toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.write(target, Files.readAllBytes(file));
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot copy " + file, e);
            }
        });
    }
}
