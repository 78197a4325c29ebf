package payments.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where Terraform notes, in the folder of a stack, in which place that stack's state lies. Copies of a deployment have stacks of
 * the same names. With the note of another copy {@code terraform init} would ask whether to move that copy's state here, and
 * who says yes has overwritten one state by the other; without the note it begins with the state that the stack names.
 */
final class StateNote {
    private static final String STACK = "cdk.tf.json";
    private static final Path NOTE = Path.of(".terraform", "terraform.tfstate");
    private static final List<String> NAMES =
            List.of("/backend/local/path", "/backend/s3/key", "/cloud/workspaces/name");

    private StateNote() {}

    /** Whether a stack's state has another name than that of the stack which lies in its place; not whether it lies elsewhere. */
    static boolean isOfAnother(Path there, Path fresh) {
        if (!Files.isRegularFile(there.resolve(STACK))) {
            return false;
        }
        String earlier = name(there);
        return !earlier.isEmpty() && !earlier.equals(name(fresh));
    }

    /** Deletes the note; the plugins and whatever else is there stay. */
    static void deleteIn(Path stack) throws IOException {
        Files.deleteIfExists(stack.resolve(NOTE));
    }

    /** Empty where the folder holds no stack of ours. */
    private static String name(Path stack) {
        try {
            JsonNode terraform =
                    new ObjectMapper().readTree(stack.resolve(STACK).toFile()).path("terraform");
            return NAMES.stream()
                    .map(place -> terraform.at(place).asText())
                    .filter(name -> !name.isEmpty())
                    .map(StateNote::withoutFolderAndEnding)
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The same for a file, an object and a workspace, so that a state that only moves keeps its note: Terraform moves it by that. */
    private static String withoutFolderAndEnding(String name) {
        return name.substring(name.lastIndexOf('/') + 1)
                .replaceFirst("^terraform\\.", "")
                .replaceFirst("\\.tfstate$", "");
    }
}
