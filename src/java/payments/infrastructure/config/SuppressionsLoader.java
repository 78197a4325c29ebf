package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.deployment.SuppressionSettings;

/**
 * Reads the suppressions alone: from a deployment file, or from a file that holds nothing else. What is wrong elsewhere in
 * a deployment file, such as a variable that is not set here, is no concern of who only wants its suppressions.
 */
public final class SuppressionsLoader {
    private static final List<String> SECTIONS = Components.names(DeploymentFile.class);

    /** The only part that is looked at; not private, since the binder calls its constructor. */
    record Part(@Size(min = 0, max = 500) @Nullable List<SuppressionSettings> suppressions) {}

    private SuppressionsLoader() {}

    /**
     * What stands under {@code suppressions} in a YAML file; nothing where it has no such key.
     *
     * @param variables the environment variables that placeholders may name
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static List<SuppressionSettings> load(Path file, Map<String, String> variables) {
        Problems problems = new Problems(SuppressionsLoader::counts);
        Tree root = new YamlReader(new Interpolation(variables, problems), problems)
                .read(file.toString(), DeploymentSource.read(file));
        Binder binder = new Binder(problems);
        Draft<Part> part = binder.bind(Part.class, suppressionsOf(root, problems));
        new SuppressionChecks(problems, binder).run(Tree.child(part.tree(), "suppressions"), Set.of());
        problems.throwIfAny();
        return Objects.requireNonNullElse(
                Objects.requireNonNull(part.value(), "a file without problems has been read")
                        .suppressions(),
                List.of());
    }

    /** The other keys of a deployment file may be there; what else stands in the file is a mistake. */
    private static Tree suppressionsOf(Tree root, Problems problems) {
        if (!(root instanceof Tree.Mapping mapping)) {
            return root;
        }
        Tree written = Spelling.corrected(mapping, SECTIONS, problems).get("suppressions");
        return new Tree.Mapping(root.at(), written == null ? Map.of() : Map.of("suppressions", written));
    }

    /** What is wrong with the file as a whole, with the suppressions, or with a key that a deployment does not have. */
    private static boolean counts(Problem problem) {
        String section = problem.path().split("[.\\[]", 2)[0];
        return section.equals("suppressions") || !SECTIONS.contains(section);
    }
}
