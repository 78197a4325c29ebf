package payments.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The environment variables that CDKTF's {@code App} reads in Node.js, where no option of ours can overrule them. What would
 * make it fail is refused in words; the folders that it makes at {@code CDKTF_OUTDIR}, and does not use, are deleted again.
 */
final class NodeVariables {
    private static final String OUTPUT = "CDKTF_OUTDIR";
    private static final String CONTEXT = "CDKTF_CONTEXT_JSON";

    private final Deque<Path> made = new ArrayDeque<>();

    private NodeVariables() {}

    /**
     * Checks the variables, and makes the folders that {@code App} makes.
     *
     * @throws BadInputException when {@code App} would fail
     */
    static NodeVariables prepare(EnvironmentVariables variables) {
        require(variables);
        NodeVariables prepared = new NodeVariables();
        variables.get(OUTPUT).ifPresent(prepared::make);
        return prepared;
    }

    /**
     * Checks the variables, and makes nothing.
     *
     * @throws BadInputException when {@code App} would fail
     */
    static void require(EnvironmentVariables variables) {
        variables.get(CONTEXT).ifPresent(NodeVariables::requireContext);
        // Node.js sees the variable, and to CDKTF an empty one is a folder without a name.
        String output = variables.asInProcess(process -> process.getOrDefault(OUTPUT, "."));
        if (output.isBlank()) {
            throw refused(output);
        }
    }

    private static void requireContext(String context) {
        try {
            if (new ObjectMapper().readTree(context).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // reported below, with what is allowed
        }
        throw new BadInputException("""
                payments: a variable that CDKTF cannot read
                  at       %s
                  needed   a JSON object, such as {"key": "value"}
                  change   unset it: only the command line of CDKTF sets it""".formatted(CONTEXT));
    }

    private void make(String output) {
        Path wanted = Path.of(output, "stacks").toAbsolutePath();
        try {
            for (Path above = wanted; above != null && !Files.exists(above); above = above.getParent()) {
                made.addLast(above);
            }
            Files.createDirectories(wanted);
        } catch (IOException e) {
            deleteUnused();
            throw refused(output);
        }
    }

    private static BadInputException refused(String output) {
        return new BadInputException("""
                payments: no output folder
                  at       %s, which is '%s'
                  needed   a folder that can be made: CDKTF makes it, also where --output names another one
                  change   unset the variable, or name a folder""".formatted(OUTPUT, output));
    }

    /** Deletes what was made for {@code App} alone, from the inside out, as far as it is empty. */
    void deleteUnused() {
        try {
            for (Path folder : made) {
                if (Files.isDirectory(folder)) {
                    Files.delete(folder);
                }
            }
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            // it is in use after all: the output may lie below it
        } catch (IOException e) {
            throw new UncheckedIOException("an empty folder at %s cannot be deleted".formatted(OUTPUT), e);
        }
    }
}
