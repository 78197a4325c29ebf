package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.NameSettings;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.StackName;

/**
 * Reads a deployment file. Whatever is wrong with it is found in one run, except that a file that is no YAML has nothing
 * else to find.
 */
public final class DeploymentLoader {
    private final Problems problems = new Problems();
    private final Binder binder = new Binder(problems);
    private final Path file;
    private Selection selection;

    private DeploymentLoader(Path file, Selection selection) {
        this.file = file;
        this.selection = selection;
    }

    /**
     * The deployment that a file describes.
     *
     * @param file the file; its name without {@code .yaml} becomes the deployment's
     * @param variables the environment variables that placeholders may name
     * @param selection which environments to use; the others are checked all the same
     * @throws InvalidDeploymentException with everything that is wrong
     */
    public static Deployment load(Path file, Map<String, String> variables, Selection selection) {
        return load(file, variables, selection, read -> {});
    }

    /**
     * The same, with word of the variables that the file names, also where something is wrong with it.
     *
     * @param read receives their names
     */
    public static Deployment load(
            Path file, Map<String, String> variables, Selection selection, Consumer<Set<String>> read) {
        return new DeploymentLoader(file, selection).load(variables, read);
    }

    private Deployment load(Map<String, String> variables, Consumer<Set<String>> named) {
        String text = DeploymentSource.read(file);
        Interpolation interpolation = new Interpolation(variables, problems);
        Tree read = new YamlReader(interpolation, problems).read(file.toString(), text);
        named.accept(Set.copyOf(interpolation.asked()));
        Tree document = new ValueChecks(problems).without(read);
        selection = byName(Tree.child(document, "environments"));
        Draft<DeploymentFile> bound = binder.bind(DeploymentFile.class, document);
        DeploymentFile written = bound.value();
        Tree root = Spelling.read(document, DeploymentFile.class);
        List<EnvironmentDraft> drafts = drafts(root, new MissingSections(bound));
        checkSelection(Tree.child(root, "environments"));
        new SuffixChecks(problems).run(project(root), parts(root), drafts);
        new RegionChecks(problems).run(drafts);
        new AccountChecks(problems).run(drafts);
        new TagChecks(problems).run(Tree.child(root, "tags"), drafts);
        new StateChecks(problems).run(written == null ? null : written.backend(), drafts);
        new DomainChecks(problems).run(drafts);
        new NameChecks(problems).run(Tree.child(root, "project"), project(root), drafts);
        new BackendChecks(problems, binder).run(Tree.child(root, "backend"), drafts);
        new SuppressionChecks(problems, binder).run(Tree.child(root, "suppressions"), stacks(drafts));
        problems.throwIfAny();
        return deployment(Objects.requireNonNull(written, "a file without problems has been read"), drafts);
    }

    private List<EnvironmentDraft> drafts(Tree root, MissingSections missing) {
        List<EnvironmentDraft> drafts = new ArrayList<>();
        if (Tree.child(root, "environments") instanceof Tree.Mapping environments) {
            environments.entries().forEach((name, written) -> {
                Tree environment = Spelling.read(written, EnvironmentFile.class);
                drafts.add(EnvironmentDraft.of(
                        name, environment, binder, selection, settings(root, environment, missing)));
            });
        }
        return drafts;
    }

    /** The shared settings with an environment's overrides, as far as they are sound. */
    private Draft<Settings> settings(Tree root, Tree environment, MissingSections missing) {
        Tree shared = Tree.child(root, "settings");
        Tree written = Tree.child(environment, "overrides");
        Overrides overrides = binder.madeOf(written, Overrides.class);
        if (overrides != null) {
            Tree.Mapping below = shared instanceof Tree.Mapping mapping ? mapping : null;
            return binder.bind(Settings.class, overrides.over(below, missing, problems));
        }
        Draft<Settings> alone = binder.bind(
                Settings.class,
                shared == null
                        ? new Tree.Mapping(root.at().key("settings", root.at().line()), Map.of())
                        : shared);
        return written == null ? alone : alone.without(Overrides.allowed());
    }

    /** The selection with the environment's name, where it was given by the suffix that the file gives it. */
    private Selection byName(@Nullable Tree environments) {
        String wanted = selection.environment();
        if (wanted == null || !(environments instanceof Tree.Mapping mapping) || mapping.get(wanted) != null) {
            return selection;
        }
        return mapping.entries().entrySet().stream()
                .filter(environment -> Tree.child(environment.getValue(), "suffix") instanceof Tree.Scalar suffix
                        && suffix.text().equals(wanted))
                .findFirst()
                .map(environment -> selection.withEnvironment(environment.getKey()))
                .orElse(selection);
    }

    private void checkSelection(@Nullable Tree environments) {
        String wanted = selection.environment();
        if (wanted != null && environments instanceof Tree.Mapping mapping && mapping.get(wanted) == null) {
            problems.add(DeploymentErrors.unknownEnvironment(
                    mapping.at(), wanted, mapping.entries().keySet()));
            // No environment takes the suffix then, and it may be wrong as well.
            if (selection.suffix() != null && !Constraints.matches(selection.suffix(), EnvironmentFile.SUFFIX)) {
                problems.add(DeploymentErrors.suffixNotAccepted(mapping.at(), selection.suffix()));
            }
        }
    }

    /** The parts of names that differ from the rule; none where they are wrong. */
    private Map<String, String> parts(Tree root) {
        NameSettings names = binder.madeOf(Tree.child(root, "names"), NameSettings.class);
        return (names == null ? NameSettings.BY_RULE : names).parts();
    }

    /** The project's name where it is one: a limit computed from nonsense would only add a second problem. */
    private @Nullable String project(Tree root) {
        return binder.madeOf(Tree.child(root, "project"), String.class);
    }

    /** The names of all stacks that the file can make, whichever are selected; empty where a name is not known yet. */
    private static Set<String> stacks(List<EnvironmentDraft> drafts) {
        Set<String> names = new TreeSet<>();
        for (EnvironmentDraft draft : drafts) {
            names.add(StackName.iam(draft.name()));
            for (EnvironmentDraft.RegionDraft region : draft.regions()) {
                if (region.name() == null) {
                    return Set.of();
                }
                names.add(StackName.region(draft.name(), region.name().code()));
                names.add(StackName.state(draft.name(), region.name().code()));
            }
        }
        return names;
    }

    private Deployment deployment(DeploymentFile written, List<EnvironmentDraft> drafts) {
        List<Environment> all =
                drafts.stream().map(draft -> environment(draft, written)).toList();
        List<Environment> environments = all.stream()
                .filter(environment -> selection.includes(environment.name()))
                .toList();
        return new Deployment(
                name(),
                written.project(),
                written.backend(),
                written.terraform(),
                written.tags(),
                written.names(),
                environments,
                AccountParts.suppressions(Objects.requireNonNullElse(written.suppressions(), List.of()), environments),
                Objects.requireNonNullElse(written.partners(), List.of()),
                all);
    }

    private static Environment environment(EnvironmentDraft draft, DeploymentFile written) {
        EnvironmentFile own = Objects.requireNonNull(written.environments().get(draft.name()));
        return new Environment(
                draft.name(),
                Objects.requireNonNull(draft.suffix()),
                own.account(),
                own.assumeRole(),
                own.operators(),
                own.ownsAccount(),
                own.classification(),
                own.regions(),
                Objects.requireNonNull(draft.settings().value()),
                draft.copy());
    }

    private String name() {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(DeploymentSource.ENDING)
                ? name.substring(0, name.length() - DeploymentSource.ENDING.length())
                : name;
    }
}
