package payments.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.LiveProgram;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;

/**
 * What Terraform shows of each stack.
 *
 * @param program the program as it is deployed
 * @param empty the stacks whose state holds no resource, by name: such a one is like every other that holds none, and so no
 *     comparison finds it
 */
record LiveStates(Program program, List<String> empty) {
    /** A state of 10,000 resources has about as much; the parts of a plan repeat it three times. */
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxTokenCount(3_000_000)
                    .build())
            .build());

    LiveStates {
        empty = List.copyOf(empty);
    }

    /**
     * Reads them from a folder.
     *
     * @throws BadInputException naming every stack whose file is missing, or the file that cannot be read
     */
    static LiveStates read(Path folder, Program synthesized, List<EnvironmentFacts> environments) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Stack stack : LiveProgram.compared(synthesized, environments)) {
            Path file = folder.resolve(stack.name() + ".json");
            if (Files.isRegularFile(file)) {
                shown.put(stack.name(), parse(file));
            } else {
                missing.add(file.getFileName().toString());
            }
        }
        if (!missing.isEmpty()) {
            throw refused(folder, "lacks " + String.join(", ", missing));
        }
        try {
            return new LiveStates(
                    LiveProgram.of(synthesized, shown, environments),
                    LiveProgram.withoutResources(synthesized, shown, environments));
        } catch (IllegalArgumentException e) {
            throw refused(folder, String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode parse(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > LARGEST_FILE) {
                throw refused(file, "has %d bytes, at most %d are read".formatted(bytes, LARGEST_FILE));
            }
            return JSON.readTree(file.toFile());
        } catch (StreamConstraintsException e) {
            throw refused(file, "is no state or plan: %s".formatted(e.getOriginalMessage()));
        } catch (IOException e) {
            throw refused(
                    file, "cannot be read as JSON (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    /** What is wrong with the folder, and how it is made. */
    static BadInputException refused(Path at, String what) {
        return new BadInputException("""
                payments: no live states to compare
                  at       %s: %s
                  needed   a file for each stack of the deployment, as 'terraform show -json' writes it
                  change   terraform -chdir=cdktf.out/stacks/STACK show -json > FOLDER/STACK.json, for each""".formatted(at, what));
    }
}
