package payments.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the stacks. A synthesis writes into a new folder inside it, and only what is complete takes the place of what
 * was there, so that a run that breaks off leaves the earlier output, never half of a new one. What Terraform stores beside
 * a stack (its plugins, a state, a plan) stays, except the note of where its state lies once that is another copy's.
 */
final class OutputFolder {
    private static final String STACKS = "stacks";
    private static final String MANIFEST = "manifest.json";
    private static final String NEW = ".synthesis-";

    /** What CDKTF writes into the folder of a stack. */
    private static final List<String> WRITTEN = List.of("cdk.tf.json", "assets");

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder of a path, made where it is absent.
     *
     * @throws BadInputException when it can neither be made nor written to
     */
    static OutputFolder at(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, null);
        }
        return new OutputFolder(folder);
    }

    /** Where the stacks lie, each in a folder of its name. */
    Path stacks() {
        return folder.resolve(STACKS);
    }

    /** The stacks that lie here, where a synthesis of this key wrote them and nothing has changed since; else empty. */
    Optional<List<String>> unchanged(String key) {
        return LastSynthesis.unchanged(folder, key);
    }

    /** A new folder for one synthesis; what runs left that were killed goes. */
    Path begin() {
        try {
            for (Path file : list(folder)) {
                if (isLeftOver(String.valueOf(file.getFileName()))) {
                    delete(file);
                }
            }
            return Files.createTempDirectory(
                    folder, "%s%d-".formatted(NEW, ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** A folder of a process that no longer runs; one that does may be writing the same output. */
    private static boolean isLeftOver(String name) {
        if (!name.matches("\\.synthesis-[0-9]{1,18}-[0-9]+")) {
            return false;
        }
        long process = Long.parseLong(name.substring(NEW.length(), name.indexOf('-', NEW.length())));
        return process == ProcessHandle.current().pid()
                || !ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * What a synthesis took away from the folder.
     *
     * @param gone stacks of earlier runs
     * @param ofAnotherCopy stacks that are still there, but were those of another copy
     */
    record Replaced(Set<String> gone, Set<String> ofAnotherCopy) {
        static final Replaced NOTHING = new Replaced(Set.of(), Set.of());
    }

    /**
     * Puts what was synthesized in the place of what was there. The manifest, without which the CLI reads nothing, goes first
     * and comes last.
     *
     * @return what is no longer there
     */
    Replaced replaceBy(Path fresh) {
        try {
            Set<String> now = names(fresh.resolve(STACKS));
            Files.deleteIfExists(folder.resolve(LastSynthesis.FILE));
            Files.deleteIfExists(folder.resolve(MANIFEST));
            Files.createDirectories(stacks());
            Set<String> gone = new TreeSet<>(names(stacks()));
            gone.removeAll(now);
            for (String stack : gone) {
                removeStack(stacks().resolve(stack));
            }
            Set<String> ofAnotherCopy = now.stream()
                    .filter(stack -> StateNote.isOfAnother(
                            stacks().resolve(stack), fresh.resolve(STACKS).resolve(stack)))
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String stack : ofAnotherCopy) {
                StateNote.deleteIn(stacks().resolve(stack));
            }
            for (String stack : now) {
                Path target = Files.createDirectories(stacks().resolve(stack));
                delete(target.resolve("assets"));
                for (Path file : list(fresh.resolve(STACKS).resolve(stack))) {
                    Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(fresh.resolve(MANIFEST), folder.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(fresh.resolve(LastSynthesis.FILE))) {
                Files.move(
                        fresh.resolve(LastSynthesis.FILE),
                        folder.resolve(LastSynthesis.FILE),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            discard(fresh);
            return new Replaced(gone, ofAnotherCopy);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Deletes a folder of {@link #begin}, if it is still there. */
    void discard(Path fresh) {
        try {
            delete(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder %s of this run cannot be deleted".formatted(fresh), e);
        }
    }

    private static void removeStack(Path stack) throws IOException {
        for (String written : WRITTEN) {
            delete(stack.resolve(written));
        }
        if (list(stack).isEmpty()) {
            Files.delete(stack);
        }
    }

    /** The folders that hold a stack. */
    private static Set<String> names(Path stacks) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path stack : list(stacks)) {
            if (Files.isRegularFile(stack.resolve("cdk.tf.json"))) {
                names.add(String.valueOf(stack.getFileName()));
            }
        }
        return names;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tree, new FileVisitOption[0])) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static BadInputException unusable(Path path, @Nullable IOException cause) {
        return new BadInputException("""
                payments: no output folder
                  at       %s%s
                  needed   a folder that can be made and written to
                  change   name another one with --output or CDKTF_OUTDIR""".formatted(path, cause == null ? "" : " (" + reason(cause) + ")"));
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
