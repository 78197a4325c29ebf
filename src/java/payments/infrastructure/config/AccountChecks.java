package payments.infrastructure.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that no account has two owners: AWS allows one configuration recorder for each region of an account and one public
 * access block for all of it, so the second owner would fail, or take the first one's away. Where environments name no
 * account, only AWS knows.
 */
final class AccountChecks {
    private final Problems problems;

    AccountChecks(Problems problems) {
        this.problems = problems;
    }

    void run(List<EnvironmentDraft> environments) {
        Map<String, EnvironmentDraft> owners = new HashMap<>();
        for (EnvironmentDraft environment : environments) {
            if (environment.account() != null && environment.ownsAccount()) {
                EnvironmentDraft first = owners.putIfAbsent(environment.account(), environment);
                if (first != null) {
                    problems.add(DeploymentErrors.accountOwnedTwice(environment, first));
                }
            }
        }
    }
}
