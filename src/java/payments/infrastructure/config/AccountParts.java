package payments.infrastructure.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.SuppressionSettings;

/**
 * What an account has once, and so only the environment that owns it. What is accepted of these parts counts for nothing in
 * an environment without them, so that {@code OWNS_ACCOUNT=false} needs no other file: elsewhere a suppression that covers
 * nothing is a finding.
 */
final class AccountParts {
    private static final Pattern PARTS = Pattern.compile(
            "[^/]+/(audit|account-guard|audit-alarms|configuration|drift-check|routing-recorder|keys/configuration)(/.*)?");

    private AccountParts() {}

    /** The suppressions without the parts that no environment in use has. */
    static List<SuppressionSettings> suppressions(List<SuppressionSettings> written, List<Environment> environments) {
        return written.stream()
                .flatMap(suppression -> present(suppression, environments).stream())
                .toList();
    }

    private static Optional<SuppressionSettings> present(
            SuppressionSettings suppression, List<Environment> environments) {
        List<String> paths = suppression.constructs().stream()
                .filter(path -> environments.stream().noneMatch(environment -> isAbsent(path, environment)))
                .toList();
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new SuppressionSettings(
                        suppression.rule(),
                        paths.size() == 1 ? paths.get(0) : null,
                        paths.size() == 1 ? null : paths,
                        suppression.finding(),
                        suppression.reason(),
                        suppression.owner(),
                        suppression.control(),
                        suppression.expires(),
                        suppression.optional()));
    }

    private static boolean isAbsent(String path, Environment environment) {
        return !environment.ownsAccount()
                && PARTS.matcher(path).matches()
                && (path.startsWith(environment.name() + "-iam/")
                        || environment.regions().stream()
                                .anyMatch(region ->
                                        path.startsWith("%s-%s/".formatted(environment.name(), region.code()))));
    }
}
