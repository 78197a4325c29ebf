package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the suppressions alone: from a deployment file, or from a file that holds nothing else. What is wrong elsewhere in
 * a deployment file, such as a variable that is not set here, is no concern of who only wants its suppressions.
 */
public final class SuppressionsLoader {
    private static final String KEY = "suppressions";

    private static final List<String> SECTIONS = Components.names(DeploymentFile.class);

    /** The only part that is looked at; not private, since the binder calls its constructor. */
    record Part(@Size(min = 0, max = 500) List<SuppressionSettings> suppressions) {}

    private SuppressionsLoader() {}

    /**
     * What stands under {@code suppressions} in a YAML file; nothing where the key is absent.
     *
     * @param variables the environment variables that placeholders may name
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static List<SuppressionSettings> load(Path file, Map<String, String> variables) {
        Problems problems = new Problems();
        Tree root = new YamlReader(new Interpolation(variables, problems), problems)
                .read(file.toString(), DeploymentSource.read(file));
        if (!(root instanceof Tree.Mapping mapping)) {
            problems.add(ConfigurationErrors.wrongShape(root, "a mapping with suppressions"));
            problems.throwIfAny();
            return List.of();
        }
        mapping.entries().forEach((key, value) -> {
            if (!SECTIONS.contains(key)) {
                problems.add(ConfigurationErrors.unknownKey(value.at(), key, SECTIONS));
            }
        });
        Tree written = mapping.get(KEY);
        Part read = written == null
                ? new Part(List.of())
                : new Binder(problems).bind(Part.class, new Tree.Mapping(root.at(), Map.of(KEY, written)));
        problems.throwIfAny(SuppressionsLoader::counts);
        return Objects.requireNonNull(read, "a file without problems has been read")
                .suppressions();
    }

    /** What is wrong with the file as a whole, below {@code suppressions}, or with a key that no section has. */
    private static boolean counts(Problem problem) {
        String section = problem.path().split("[.\\[]", 2)[0];
        return section.equals(KEY) || !SECTIONS.contains(section);
    }
}
