package payments.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import payments.infrastructure.drift.StackPlan;

/** Reads saved plans that Terraform has shown as JSON, each in a file with the name of its stack. */
final class SavedPlans {
    private static final String ENDING = ".json";

    private SavedPlans() {}

    /**
     * Checks that there is a folder of plans at all, before anything else is asked for.
     *
     * @throws BadInputException when there is none
     */
    static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw refused(folder, Files.exists(folder) ? "is a file, not a folder" : "there is no such folder");
        }
    }

    /** The file of a stack's plan. */
    static Path file(Path folder, String stack) {
        return folder.resolve(stack + ENDING);
    }

    /**
     * The plan in a file.
     *
     * @throws BadInputException when there is none in it
     */
    static StackPlan read(Path file) {
        try {
            return StackPlan.of(stack(file), json(file));
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    /** What the file holds. */
    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw refused(
                    file, "cannot be read as JSON (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    private static String stack(Path file) {
        String name = file.toAbsolutePath()
                .getName(file.toAbsolutePath().getNameCount() - 1)
                .toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private static BadInputException refused(Path file, String what) {
        return new BadInputException("""
                payments: no plan
                  at       %s: %s
                  needed   a saved plan of a stack, shown by Terraform as JSON, in a file with the stack's name
                  change   terraform -chdir=cdktf.out/stacks/STACK plan -out=plan.bin, then show -json plan.bin > STACK.json""".formatted(file, what));
    }
}
