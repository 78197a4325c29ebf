package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.deployment.PartnerSettings;

/**
 * Reads the partners alone: from a deployment file, or from a file that holds nothing else, for programs that have no deployment file.
 * {@link SuppressionsLoader} does the same for suppressions.
 */
public final class PartnersLoader {
    private static final String SECTION = "partners";
    private static final List<String> SECTIONS = Components.names(DeploymentFile.class);

    /** The only part that is looked at; not private, since the binder calls its constructor. */
    record Part(@Size(min = 0, max = 200) @Nullable List<PartnerSettings> partners) {}

    private PartnersLoader() {}

    /**
     * What stands under {@code partners} in a YAML file; nothing where it has no such key.
     *
     * @param variables the environment variables that placeholders may name
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static List<PartnerSettings> load(Path file, Map<String, String> variables) {
        Problems problems = new Problems(PartnersLoader::counts);
        Tree root = new YamlReader(new Interpolation(variables, problems), problems)
                .read(file.toString(), DeploymentSource.read(file));
        Draft<Part> part = new Binder(problems).bind(Part.class, partnersOf(root, problems));
        problems.throwIfAny();
        return Objects.requireNonNullElse(
                Objects.requireNonNull(part.value(), "a file without problems has been read")
                        .partners(),
                List.of());
    }

    private static Tree partnersOf(Tree root, Problems problems) {
        if (!(root instanceof Tree.Mapping mapping)) {
            return root;
        }
        Tree written = Spelling.corrected(mapping, SECTIONS, problems).get(SECTION);
        return new Tree.Mapping(root.at(), written == null ? Map.of() : Map.of(SECTION, written));
    }

    private static boolean counts(Problem problem) {
        String section = problem.path().split("[.\\[]", 2)[0];
        return section.equals(SECTION) || !SECTIONS.contains(section);
    }
}
