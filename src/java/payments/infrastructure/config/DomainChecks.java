package payments.infrastructure.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.Settings;

/** Checks that no two environments want the same name: each would take it away from the other. */
final class DomainChecks {
    private final Problems problems;

    DomainChecks(Problems problems) {
        this.problems = problems;
    }

    void run(List<EnvironmentDraft> environments) {
        Map<String, EnvironmentDraft> seen = new HashMap<>();
        for (EnvironmentDraft environment : environments) {
            Settings settings = environment.settings().value();
            String domain = settings == null
                            || settings.dns() == null
                            || !environment.settings().knows("dns.domain")
                            || !environment.settings().knows("dns.subdomain")
                    ? null
                    : settings.dns().name();
            EnvironmentDraft first = domain == null ? null : seen.putIfAbsent(domain, environment);
            if (domain != null && first != null) {
                problems.add(DeploymentErrors.domainTwice(
                        Binder.place(environment.settings().tree(), List.of("dns.domain")),
                        environment.name(),
                        domain,
                        first.name()));
            }
        }
    }
}
