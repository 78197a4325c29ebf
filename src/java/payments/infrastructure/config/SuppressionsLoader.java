package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the suppressions alone: from a deployment file, or from a file that holds nothing else. */
public final class SuppressionsLoader {
    /** The only part that is looked at. */
    private record Part(@Size(min = 0, max = 500) List<SuppressionSettings> suppressions) {}

    private SuppressionsLoader() {}

    /**
     * What stands under {@code suppressions} in a YAML file.
     *
     * @param variables the environment variables that placeholders may name
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static List<SuppressionSettings> load(Path file, Map<String, String> variables) {
        Problems problems = new Problems();
        Tree root = new YamlReader(new Interpolation(variables, problems), problems)
                .read(file.toString(), DeploymentSource.read(file));
        Tree written = Tree.child(root, "suppressions");
        Tree part = new Tree.Mapping(root.at(), written == null ? Map.of() : Map.of("suppressions", written));
        Part read = new Binder(problems).bind(Part.class, part);
        problems.throwIfAny();
        return Objects.requireNonNull(read, "a file without problems has been read")
                .suppressions();
    }
}
