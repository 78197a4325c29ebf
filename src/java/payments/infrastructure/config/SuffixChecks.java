package payments.infrastructure.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.naming.Names;
import payments.infrastructure.naming.SuffixLimit;

/** Checks that each environment's suffix fits into every name, and that no two environments would share their names. */
final class SuffixChecks {
    private final Problems problems;

    SuffixChecks(Problems problems) {
        this.problems = problems;
    }

    void run(@Nullable String project, Map<String, String> parts, List<EnvironmentDraft> environments) {
        for (int i = 0; i < environments.size(); i++) {
            EnvironmentDraft environment = environments.get(i);
            String suffix = environment.suffix();
            if (suffix == null) {
                continue;
            }
            if (environment.replaced() && !Constraints.matches(suffix, EnvironmentFile.SUFFIX)) {
                // One variable for all environments: reported once.
                if (environments.subList(0, i).stream().noneMatch(EnvironmentDraft::replaced)) {
                    problems.add(DeploymentErrors.suffixNotAccepted(environment.suffixAt(), suffix));
                }
                continue;
            }
            checkLength(project, parts, environment, suffix);
            for (EnvironmentDraft earlier : environments.subList(0, i)) {
                checkDistinct(earlier, environment, suffix);
            }
        }
    }

    private void checkLength(
            @Nullable String project, Map<String, String> parts, EnvironmentDraft environment, String suffix) {
        List<String> regions = environment.regions().stream()
                .map(EnvironmentDraft.RegionDraft::name)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
        if (project == null || regions.isEmpty()) {
            return;
        }
        SuffixLimit limit = Names.tightest(project, parts, regions);
        if (suffix.length() > limit.longestSuffix()) {
            problems.add(DeploymentErrors.suffixTooLong(environment.suffixAt(), suffix, limit));
        }
    }

    private void checkDistinct(EnvironmentDraft earlier, EnvironmentDraft later, String suffix) {
        if (!suffix.equals(earlier.suffix()) || !Objects.equals(earlier.account(), later.account())) {
            return;
        }
        // Reported where the replacement hit: the file itself may be fine.
        if (later.replaced()) {
            problems.add(DeploymentErrors.replacedSuffixTaken(later.suffixAt(), suffix, earlier.suffixAt()));
        } else if (earlier.replaced()) {
            problems.add(DeploymentErrors.replacedSuffixTaken(earlier.suffixAt(), suffix, later.suffixAt()));
        } else {
            problems.add(DeploymentErrors.suffixTaken(later.suffixAt(), suffix, earlier.suffixAt()));
        }
    }
}
