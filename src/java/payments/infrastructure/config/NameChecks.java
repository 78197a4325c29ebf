package payments.infrastructure.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.PasswordStore;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.Names;
import payments.infrastructure.naming.NamingRule;
import payments.infrastructure.naming.ResourceName;

/**
 * Checks the names that a project and a suffix give against the naming rule of each service. How long they are is for
 * {@link SuffixChecks}; here it is about characters, and about words that a service reserves.
 */
final class NameChecks {
    private static final String ANY_ACCOUNT = "0".repeat(12);
    private static final String ANY_SUFFIX = "x";

    private final Problems problems;
    private final Set<NamingRule> reported = new HashSet<>();

    NameChecks(Problems problems) {
        this.problems = problems;
    }

    void run(@Nullable Tree projectTree, @Nullable String project, List<EnvironmentDraft> environments) {
        if (projectTree == null || project == null) {
            return;
        }
        for (EnvironmentDraft environment : environments) {
            Settings settings = environment.settings().value();
            if (settings != null) {
                environment.regions().stream()
                        .filter(region -> region.name() != null)
                        .flatMap(region -> names(project, settings, region))
                        .forEach(name -> check(projectTree, project, name));
            }
        }
    }

    private void check(Tree projectTree, String project, Generated generated) {
        String violation = generated.rule.violation(generated.name);
        if (violation != null && reported.add(generated.rule)) {
            problems.add(ValueErrors.nameRefused(
                    projectTree.at(),
                    "project '%s'".formatted(project),
                    generated.name,
                    violation,
                    "choose another project"));
        }
    }

    /** With a suffix of one letter, so that whatever is refused is so for the project's sake. */
    private static Stream<Generated> names(String project, Settings settings, EnvironmentDraft.RegionDraft region) {
        Names names = new Names(project, ANY_SUFFIX, ANY_ACCOUNT);
        String code = String.valueOf(region.name());
        Stream<Generated> named = Arrays.stream(ResourceName.values())
                .filter(resource -> isMade(resource, settings, region.services()))
                .map(resource -> new Generated(resource.rule(), names.of(resource, code)));
        Stream<Generated> others = Stream.of(
                new Generated(NamingRule.KEY_ALIAS, names.keyAlias("s3", code)),
                new Generated(NamingRule.EVENT_RULE, names.plain("x-schedule")),
                new Generated(NamingRule.LOG_GROUP, "/aws/lambda/" + names.plain("x")));
        Stream<Generated> groups = settings.network() == null || !region.services()
                ? Stream.of()
                : Stream.of(new Generated(NamingRule.SECURITY_GROUP, names.plain("x")));
        DatabaseSettings database = settings.database();
        Stream<Generated> ofDatabase = database == null || !region.services()
                ? Stream.of()
                : Stream.of(new Generated(NamingRule.DATABASE_GROUP, names.plain(database.family())));
        Stream<Generated> parameters = database == null || database.password() != PasswordStore.PARAMETER_STORE
                ? Stream.of()
                : Stream.of(new Generated(NamingRule.PARAMETER, names.parameter("database/host")));
        return Stream.of(named, others, groups, ofDatabase, parameters).flatMap(stream -> stream);
    }

    /** Whether a deployment has the thing; only for those whose rule a project could break. */
    private static boolean isMade(ResourceName resource, Settings settings, boolean services) {
        return resource != ResourceName.LOAD_BALANCER
                || (services && settings.api().type() == ApiType.LOAD_BALANCER);
    }

    private record Generated(NamingRule rule, String name) {}
}
