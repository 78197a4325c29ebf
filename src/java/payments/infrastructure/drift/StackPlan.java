package payments.infrastructure.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plan of one stack, as {@code terraform show -json} writes it (Terraform documentation, "JSON Output Format", plan
 * representation).
 *
 * @param stack name of the stack
 * @param hasResources whether the state holds any resource: one that holds none was never applied, or is another's
 * @param planned what the plan would change, in its order; outputs last
 * @param drifted what stands otherwise than the state remembered it when the plan looked at the world
 */
public record StackPlan(String stack, boolean hasResources, List<Change> planned, List<Change> drifted) {
    public StackPlan {
        planned = List.copyOf(planned);
        drifted = List.copyOf(drifted);
    }

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException when it is none, or one that Terraform could not finish
     */
    public static StackPlan of(String stack, JsonNode plan) {
        if (!plan.has("planned_values") || !plan.has("format_version")) {
            throw new IllegalArgumentException(
                    "stack %s: this is not what 'terraform show -json PLAN' writes of a saved plan".formatted(stack));
        }
        if (plan.path("errored").asBoolean()) {
            throw new IllegalArgumentException("stack %s: Terraform could not finish this plan".formatted(stack));
        }
        return new StackPlan(
                stack,
                managed(plan.at("/prior_state/values/root_module")),
                Stream.concat(
                                Changes.ofResources(plan.path("resource_changes")).stream(),
                                Changes.ofOutputs(plan.path("output_changes")).stream())
                        .toList(),
                Changes.ofResources(plan.path("resource_drift")));
    }

    private static boolean managed(JsonNode module) {
        for (JsonNode resource : module.path("resources")) {
            if (resource.path("mode").asText().equals("managed")) {
                return true;
            }
        }
        for (JsonNode child : module.path("child_modules")) {
            if (managed(child)) {
                return true;
            }
        }
        return false;
    }
}
