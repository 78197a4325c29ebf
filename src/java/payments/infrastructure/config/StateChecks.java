package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.EnvironmentDraft.RegionDraft;
import payments.infrastructure.config.constraint.StateKeys;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Backend.StatePlace;

/**
 * Checks that no two keys of states want one alias: an alias is unique in a region of an account. Where an environment
 * names no account it may share one with any other.
 */
final class StateChecks {
    private final Problems problems;

    StateChecks(Problems problems) {
        this.problems = problems;
    }

    /** A key that will be made: whose, and where. */
    private record Made(EnvironmentDraft environment, StatePlace place) {
        boolean takesAliasOf(Made earlier) {
            return !place.bucket().equals(earlier.place.bucket())
                    && place.region().equals(earlier.place.region())
                    && Objects.equals(place.kmsKeyId(), earlier.place.kmsKeyId())
                    && mayShareAccount(environment.account(), earlier.environment.account());
        }

        private static boolean mayShareAccount(@Nullable String one, @Nullable String other) {
            return one == null || other == null || one.equals(other);
        }
    }

    void run(@Nullable Backend backend, List<EnvironmentDraft> environments) {
        Backend.S3 s3 = backend == null ? null : backend.s3();
        if (s3 == null || !s3.bootstrap() || s3.kmsKeyId() == null || !StateKeys.isOwnAlias(s3.kmsKeyId())) {
            return;
        }
        List<Made> seen = new ArrayList<>();
        for (EnvironmentDraft environment : environments) {
            String suffix = environment.suffix();
            for (RegionDraft region : environment.regions()) {
                if (suffix != null && region.name() != null) {
                    Made made = new Made(
                            environment,
                            s3.of(environment.name(), suffix, region.name().code()));
                    seen.stream()
                            .filter(made::takesAliasOf)
                            .findFirst()
                            .ifPresent(earlier -> problems.add(aliasTwice(region, made, earlier)));
                    seen.add(made);
                }
            }
        }
    }

    private static Problem aliasTwice(RegionDraft region, Made later, Made earlier) {
        Position at = region.nameAt();
        return new Problem(at.file(), at.line(), at.path(), """
                backend.s3.kmsKeyId names the key of %s in %s, and that of %s too: %s
                allowed: an alias once in a region of an account
                change: write {suffix} and {region} in backend.s3.kmsKeyId, give the environments accounts of their own, or leave kmsKeyId out""".formatted(
                later.environment.name(), later.place.region(), earlier.environment.name(), later.place.kmsKeyId()));
    }
}
