package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.EnvironmentDraft.RegionDraft;

/**
 * Checks the regions against each other: one region once in an environment, enough zones in each, and no address twice
 * anywhere in the file, since environments may be connected one day and addresses cannot be changed then.
 */
final class RegionChecks {
    private final Problems problems;

    RegionChecks(Problems problems) {
        this.problems = problems;
    }

    void run(List<EnvironmentDraft> environments) {
        List<RegionDraft> all = new ArrayList<>();
        for (EnvironmentDraft environment : environments) {
            checkOnce(environment);
            checkZones(environment);
            for (RegionDraft region : environment.regions()) {
                all.forEach(earlier -> checkApart(earlier, region));
                all.add(region);
            }
        }
    }

    private void checkOnce(EnvironmentDraft environment) {
        Map<AwsRegion, Position> seen = new EnumMap<>(AwsRegion.class);
        for (RegionDraft region : environment.regions()) {
            if (region.name() != null) {
                Position first = seen.putIfAbsent(region.name(), region.nameAt());
                if (first != null) {
                    problems.add(ConfigurationErrors.regionTwice(region.nameAt(), region.name(), first));
                }
            }
        }
    }

    private void checkZones(EnvironmentDraft environment) {
        Settings settings = environment.settings();
        for (RegionDraft region : environment.regions()) {
            if (settings != null
                    && region.name() != null
                    && region.name().zones() < settings.network().zones()) {
                problems.add(ConfigurationErrors.tooFewZones(
                        region.nameAt(), region.name(), settings.network().zones()));
            }
        }
    }

    private void checkApart(RegionDraft earlier, RegionDraft later) {
        if (earlier.cidr() != null && later.cidr() != null && earlier.cidr().overlaps(later.cidr())) {
            problems.add(ConfigurationErrors.overlap(later.cidrAt(), later.cidr(), earlier.cidrAt(), earlier.cidr()));
        }
    }
}
