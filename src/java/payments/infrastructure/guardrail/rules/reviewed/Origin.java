package payments.infrastructure.guardrail.rules.reviewed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;

/**
 * Who wrote a program. This one leaves two marks: CDKTF's path of the construct on every resource, and its tags on every
 * provider. A program counts as ours as a whole when it bears both anywhere, so that nothing is gained by taking them off one
 * stack; and a mark is any of many lines, not a single one.
 */
final class Origin {
    /** Tags that the program writes; those that the rule on tags asks of everybody are not among them. */
    private static final Set<String> TAGS =
            Set.of("Author", "Environment", "ManagedBy", "PRNumber", "Project", "Region", "Repository", "Workspace");

    private static final int ENOUGH = TAGS.size() / 2;

    private Origin() {}

    /** Whether this program wrote it. */
    static boolean isOurs(Program program) {
        return program.stacks().stream().anyMatch(Origin::isTagged)
                && program.stacks().stream().anyMatch(Origin::isBuilt);
    }

    private static boolean isTagged(Stack stack) {
        return stack.providers().stream()
                .anyMatch(provider -> provider.defaultTags().keySet().stream()
                                .filter(TAGS::contains)
                                .count()
                        >= ENOUGH);
    }

    private static boolean isBuilt(Stack stack) {
        return stack.root().path("//").path("metadata").has("stackName")
                || stack.resources().stream().anyMatch(resource -> hasPath(resource.body()));
    }

    /** Whether a construct made it. */
    static boolean hasPath(JsonNode body) {
        return body.path("//").path("metadata").has("path");
    }
}
