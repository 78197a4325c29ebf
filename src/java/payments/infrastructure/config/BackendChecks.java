package payments.infrastructure.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.naming.NamingRule;

/** Checks the names of the state's bucket and table as they are in each environment and region, and where its key is. */
final class BackendChecks {
    private static final String KEY_ARN = "arn:aws:kms:";

    private final Problems problems;
    private final Binder binder;
    private final Set<String> reported = new LinkedHashSet<>();

    BackendChecks(Problems problems, Binder binder) {
        this.problems = problems;
        this.binder = binder;
    }

    void run(@Nullable Tree backend, List<EnvironmentDraft> environments) {
        checkStanding(Tree.child(backend, "standing"), environments);
        checkPlaces(Tree.child(backend, "s3"), environments);
    }

    private void checkStanding(@Nullable Tree written, List<EnvironmentDraft> environments) {
        String standing = binder.madeOf(written, String.class);
        List<String> names = environments.stream().map(EnvironmentDraft::name).toList();
        if (written != null && standing != null && !names.isEmpty()) {
            Arrays.stream(standing.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty() && !names.contains(name))
                    .forEach(name -> problems.add(DeploymentErrors.notStanding(written.at(), name, names)));
        }
    }

    private void checkPlaces(@Nullable Tree section, List<EnvironmentDraft> environments) {
        Backend.S3 s3 = binder.madeOf(section, Backend.S3.class);
        if (section == null || s3 == null || s3.bucket() == null) {
            return;
        }
        for (EnvironmentDraft environment : environments) {
            String suffix = environment.suffix();
            if (suffix == null) {
                continue;
            }
            checkCopies(section, s3, environment);
            environment.regions().stream()
                    .map(EnvironmentDraft.RegionDraft::name)
                    .filter(Objects::nonNull)
                    .map(region -> s3.of(environment.name(), suffix, region.code()))
                    .forEach(place -> check(section, s3, place));
        }
    }

    /** Where every use of the environment is a copy, none would make a bucket that all share. */
    private void checkCopies(Tree section, Backend.S3 s3, EnvironmentDraft environment) {
        if (s3.bootstrap() && environment.ownSuffix() == null && !s3.isEachCopys() && reported.add("bootstrap")) {
            problems.add(ValueErrors.bucketOfNoCopy(at(section, "bucket"), s3.namedBucket(), environment.name()));
        }
    }

    private void check(Tree section, Backend.S3 s3, Backend.StatePlace place) {
        checkName(section, "bucket", place.bucket(), NamingRule.BUCKET.violation(place.bucket()));
        if (s3.bootstrap() && place.bucket().endsWith("-an")) {
            checkName(
                    section,
                    "bucket",
                    place.bucket(),
                    "S3 refuses new bucket names that end with -an outside of an account's regional namespace");
        }
        if (place.lockTable() != null) {
            checkName(section, "lockTable", place.lockTable(), NamingRule.TABLE.violation(place.lockTable()));
        }
        String key = place.kmsKeyId();
        if (key != null && key.startsWith(KEY_ARN) && !key.startsWith(KEY_ARN + place.region() + ":")) {
            Position at = at(section, "kmsKeyId");
            if (reported.add("kmsKeyId")) {
                problems.add(ValueErrors.keyInAnotherRegion(at, key, place.bucket(), place.region()));
            }
        }
    }

    private void checkName(Tree section, String key, String name, @Nullable String violation) {
        if (violation != null && reported.add(key)) {
            Tree value = Tree.child(section, key);
            problems.add(ValueErrors.nameRefused(
                    at(section, key),
                    value == null ? key : value.shown(),
                    name,
                    violation,
                    "write another name; {environment}, {suffix} and {region} stand for names of this file"));
        }
    }

    private static Position at(Tree section, String key) {
        Tree value = Tree.child(section, key);
        return value == null ? section.at() : value.at();
    }
}
