package payments.infrastructure.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a deployment file. Whatever is wrong with it is found in one run, except that a file that is no YAML has nothing
 * else to find.
 */
public final class DeploymentLoader {
    private final Problems problems = new Problems();
    private final Binder binder = new Binder(problems);
    private final Path file;
    private final Selection selection;

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
        return new DeploymentLoader(file, selection).load(variables);
    }

    private Deployment load(Map<String, String> variables) {
        String text = DeploymentSource.read(file);
        Tree root = new YamlReader(new Interpolation(variables, problems), problems).read(file.toString(), text);
        DeploymentFile written = binder.bind(DeploymentFile.class, root);
        List<EnvironmentDraft> drafts = drafts(root);
        checkSelection(Tree.child(root, "environments"));
        new SuffixChecks(problems).run(project(root), drafts);
        new RegionChecks(problems).run(drafts);
        new AccountChecks(problems).run(drafts);
        new StateChecks(problems).run(written == null ? null : written.backend(), drafts);
        new DomainChecks(problems).run(drafts);
        problems.throwIfAny();
        return deployment(Objects.requireNonNull(written, "a file without problems has been read"), drafts);
    }

    private List<EnvironmentDraft> drafts(Tree root) {
        List<EnvironmentDraft> drafts = new ArrayList<>();
        if (Tree.child(root, "environments") instanceof Tree.Mapping environments) {
            environments
                    .entries()
                    .forEach((name, environment) -> drafts.add(
                            EnvironmentDraft.of(name, environment, binder, selection, settings(root, environment))));
        }
        return drafts;
    }

    /** The shared settings with an environment's overrides; null where they are not sound, which is reported then. */
    private @Nullable Settings settings(Tree root, Tree environment) {
        Tree shared = Tree.child(root, "settings");
        Overrides overrides = binder.madeOf(Tree.child(environment, "overrides"), Overrides.class);
        if (overrides != null) {
            Tree.Mapping below = shared instanceof Tree.Mapping mapping ? mapping : null;
            return binder.bind(Settings.class, overrides.over(below, problems));
        }
        return binder.bind(
                Settings.class,
                shared == null
                        ? new Tree.Mapping(root.at().key("settings", root.at().line()), Map.of())
                        : shared);
    }

    private void checkSelection(@Nullable Tree environments) {
        String wanted = selection.environment();
        if (wanted != null && environments instanceof Tree.Mapping mapping && mapping.get(wanted) == null) {
            problems.add(ConfigurationErrors.unknownEnvironment(
                    mapping.at(), wanted, mapping.entries().keySet()));
        }
    }

    /** The project's name where it is one: a limit computed from nonsense would only add a second problem. */
    private @Nullable String project(Tree root) {
        String project = binder.madeOf(Tree.child(root, "project"), String.class);
        return project != null && project.matches(DeploymentFile.PROJECT) ? project : null;
    }

    private Deployment deployment(DeploymentFile written, List<EnvironmentDraft> drafts) {
        List<Environment> environments = drafts.stream()
                .filter(draft -> selection.includes(draft.name()))
                .map(draft -> environment(draft, written))
                .toList();
        return new Deployment(
                name(),
                written.project(),
                written.backend(),
                written.terraform(),
                written.tags(),
                environments,
                AccountParts.suppressions(Objects.requireNonNullElse(written.suppressions(), List.of()), environments));
    }

    private static Environment environment(EnvironmentDraft draft, DeploymentFile written) {
        EnvironmentFile own = Objects.requireNonNull(written.environments().get(draft.name()));
        return new Environment(
                draft.name(),
                Objects.requireNonNull(draft.suffix()),
                own.account(),
                own.assumeRole(),
                own.ownsAccount(),
                own.classification(),
                own.regions(),
                Objects.requireNonNull(draft.settings()));
    }

    private String name() {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(DeploymentSource.ENDING)
                ? name.substring(0, name.length() - DeploymentSource.ENDING.length())
                : name;
    }
}
