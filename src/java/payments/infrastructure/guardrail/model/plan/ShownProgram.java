package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A plan or a state as a program. Beside the blocks of Terraform JSON each module has a section {@value #SECTION}, which no file
 * of Terraform may have: by the kind, type and name of a block the instances that Terraform made of it, by their keys, and by the
 * names of variables the values that it was given.
 *
 * @param root the root module
 * @param modules the instances of modules by the {@code source} that their callers name
 * @param secrets what must not be shown
 * @param links how many values are unknown and were taken for the one thing that they refer to
 */
public record ShownProgram(ObjectNode root, Map<String, ObjectNode> modules, Secrets secrets, int links) {
    /** The section of a module that says what Terraform shows of it. */
    public static final String SECTION = "shown";

    /** In a block of {@link #SECTION}: the instances by key. */
    public static final String INSTANCES = "instances";

    private static final String PLANNED = "planned_values";

    public ShownProgram {
        modules = Map.copyOf(modules);
    }

    /** Whether JSON claims to be a plan or a state, readable or not. */
    public static boolean isClaimedBy(JsonNode json) {
        return json.has("format_version") && (json.has(PLANNED) || json.has("values") || json.has("terraform_version"));
    }

    /**
     * Reads a plan or a state.
     *
     * @throws IllegalArgumentException when it is none, has another format, or is a plan that Terraform could not finish
     */
    public static ShownProgram of(JsonNode json) {
        String format = json.path("format_version").asText();
        if (!format.matches("[01]\\.[0-9]+")) {
            throw new IllegalArgumentException(
                    "has format_version \"%s\", and 1.x is read; show it with a Terraform of version 1, or name the folder of the program itself"
                            .formatted(format));
        }
        if (json.path("errored").asBoolean()) {
            throw new IllegalArgumentException(
                    "is a plan that Terraform could not finish (errored), so that resources lack; mend what terraform plan says, and plan again");
        }
        if (!json.has(PLANNED) && !json.has("values")) {
            throw new IllegalArgumentException(
                    "holds neither planned_values nor values, so it shows no resource; write it by terraform show -json PLANFILE, or terraform show -json for the state");
        }
        return new ShownModules(json).program();
    }
}
