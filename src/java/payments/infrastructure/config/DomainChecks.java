package payments.infrastructure.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that no two environments want the same name: each would take it away from the other. */
final class DomainChecks {
    private final Problems problems;

    DomainChecks(Problems problems) {
        this.problems = problems;
    }

    void run(List<EnvironmentDraft> environments) {
        Map<String, EnvironmentDraft> seen = new HashMap<>();
        for (EnvironmentDraft environment : environments) {
            Settings settings = environment.settings();
            String domain = settings == null || settings.dns() == null
                    ? null
                    : settings.dns().domain();
            EnvironmentDraft first = domain == null ? null : seen.putIfAbsent(domain, environment);
            if (domain != null && first != null) {
                problems.add(ConfigurationErrors.domainTwice(environment.at(), domain, first.name()));
            }
        }
    }
}
