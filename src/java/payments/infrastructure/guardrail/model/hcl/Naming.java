package payments.infrastructure.guardrail.model.hcl;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments that name something instead of computing a value, such as {@code depends_on}.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions">Terraform: where
 *     JSON has names</a>
 */
final class Naming {
    /** The arguments by the kinds of blocks that have them. */
    private static final Map<String, Set<String>> ARGUMENTS = Map.ofEntries(
            Map.entry("action", Set.of("provider")),
            Map.entry("data", Set.of("depends_on", "provider")),
            Map.entry("ephemeral", Set.of("depends_on", "provider")),
            Map.entry("import", Set.of("provider", "to")),
            Map.entry("module", Set.of("depends_on", "providers")),
            Map.entry("moved", Set.of("from", "to")),
            Map.entry("output", Set.of("depends_on")),
            Map.entry("removed", Set.of("from")),
            Map.entry("resource", Set.of("depends_on", "provider")),
            Map.entry("variable", Set.of("type")));

    private static final Set<String> LIFECYCLE = Set.of("ignore_changes", "replace_triggered_by");

    private Naming() {}

    /** Whether an argument at this place names something; the path is the kinds of the blocks around it. */
    static boolean names(List<String> path, String argument) {
        String top = path.get(0);
        String inner = path.get(path.size() - 1);
        if (path.size() == 1) {
            return ARGUMENTS.getOrDefault(top, Set.of()).contains(argument);
        }
        return switch (inner) {
            case "lifecycle" -> path.size() == 2 && LIFECYCLE.contains(argument);
            case "dynamic" -> argument.equals("iterator");
            case "required_providers" -> top.equals("terraform");
            default -> false;
        };
    }
}
