package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.PartnerSettings;
import payments.infrastructure.config.deployment.SuppressionSettings;

/**
 * Reads one section alone: from a deployment file, or from a file that holds nothing else, for programs that have no deployment file.
 * What is wrong elsewhere in a deployment file, such as a variable that is not set here, is no concern of who only wants the section.
 */
public final class DeploymentSections {
    private static final List<String> ALL = Components.names(DeploymentFile.class);
    private static final String SUPPRESSIONS = "suppressions";
    private static final String PARTNERS = "partners";
    private static final String BACKEND = "backend";

    /** One part; not private, since the binder calls its constructor. */
    record Suppressions(@Size(min = 0, max = 500) @Nullable List<SuppressionSettings> suppressions) {}

    /** One part; not private, since the binder calls its constructor. */
    record Partners(@Size(min = 0, max = 200) @Nullable List<PartnerSettings> partners) {}

    /** One part; not private, since the binder calls its constructor. */
    record Backends(@Nullable Backend backend) {}

    private final Path file;
    private final String section;
    private final Problems problems;
    private final Binder binder;
    private final Tree root;

    private DeploymentSections(Path file, String section, Map<String, String> variables) {
        this.file = file;
        this.section = section;
        this.problems = new Problems(problem -> counts(problem, section));
        this.binder = new Binder(problems);
        this.root = new YamlReader(new Interpolation(variables, problems), problems)
                .read(file.toString(), DeploymentSource.read(file));
    }

    /**
     * What stands under {@code suppressions} in a YAML file; nothing where it has no such key.
     *
     * @param variables the environment variables that placeholders may name
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static List<SuppressionSettings> suppressions(Path file, Map<String, String> variables) {
        DeploymentSections reading = new DeploymentSections(file, SUPPRESSIONS, variables);
        Draft<Suppressions> part = reading.bind(Suppressions.class);
        new SuppressionChecks(reading.problems, reading.binder).run(Tree.child(part.tree(), SUPPRESSIONS), Set.of());
        return Objects.requireNonNullElse(reading.valid(part).suppressions(), List.of());
    }

    /**
     * What stands under {@code partners} in a YAML file; nothing where it has no such key.
     *
     * @param variables the environment variables that placeholders may name
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static List<PartnerSettings> partners(Path file, Map<String, String> variables) {
        DeploymentSections reading = new DeploymentSections(file, PARTNERS, variables);
        return Objects.requireNonNullElse(
                reading.valid(reading.bind(Partners.class)).partners(), List.of());
    }

    /**
     * Every value of the settings, such as where alarms are mailed: all texts that are no suppression and no partner.
     *
     * @param variables the environment variables that placeholders may name
     */
    public static List<String> settings(Path file, Map<String, String> variables) {
        DeploymentSections reading = new DeploymentSections(file, PARTNERS, variables);
        List<String> texts = new ArrayList<>();
        if (reading.root instanceof Tree.Mapping mapping) {
            mapping.entries().forEach((key, value) -> {
                if (!Set.of(SUPPRESSIONS, PARTNERS).contains(key)) {
                    collect(value, texts);
                }
            });
        }
        return texts;
    }

    /**
     * Where the states of a deployment are, with the placeholders of the file; empty for a file that is no deployment.
     *
     * @param variables the environment variables that placeholders may name
     */
    public static Optional<Backend> backend(Path file, Map<String, String> variables) {
        DeploymentSections reading = new DeploymentSections(file, BACKEND, variables);
        Draft<Backends> part = reading.bind(Backends.class);
        return part.tree() instanceof Tree.Mapping mapping && mapping.entries().containsKey(BACKEND)
                ? Optional.ofNullable(reading.valid(part).backend())
                : Optional.empty();
    }

    private static void collect(Tree tree, List<String> texts) {
        if (tree instanceof Tree.Scalar scalar) {
            texts.add(scalar.text());
        } else if (tree instanceof Tree.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, texts));
        } else if (tree instanceof Tree.Mapping mapping) {
            mapping.entries().values().forEach(value -> collect(value, texts));
        }
    }

    /** The other keys of a deployment file may be there; what else stands in the file is a mistake. */
    private <T extends Record> Draft<T> bind(Class<T> part) {
        if (!(root instanceof Tree.Mapping mapping)) {
            return binder.bind(part, root);
        }
        Tree written = Spelling.corrected(mapping, ALL, problems).get(section);
        return binder.bind(part, new Tree.Mapping(root.at(), written == null ? Map.of() : Map.of(section, written)));
    }

    private <T extends Record> T valid(Draft<T> part) {
        problems.throwIfAny();
        return Objects.requireNonNull(part.value(), () -> file + " has no problems and has been read");
    }

    /** What is wrong with the file as a whole, with the section, or with a key that a deployment does not have. */
    private static boolean counts(Problem problem, String section) {
        String at = problem.path().split("[.\\[]", 2)[0];
        return at.equals(section) || !ALL.contains(at);
    }
}
