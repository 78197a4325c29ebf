package payments.infrastructure.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Keys;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.reality.BackupReplication;
import payments.infrastructure.text.Nearest;

/** Problems of a key or value that is wrong by itself or beside its neighbours. */
final class ValueErrors {
    private ValueErrors() {}

    static Problem unknownKey(Position at, String key, Collection<String> valid) {
        return Messages.problem(
                at,
                "unknown key '%s'".formatted(PlainText.value(key)),
                Messages.list(valid),
                Messages.meant(key, valid, "remove the key"));
    }

    static Problem missingKey(Position at, RecordComponent component) {
        Describe describe = component.getAnnotation(Describe.class);
        Matches matches = component.getAnnotation(Matches.class);
        return Messages.problem(
                at,
                "the required key '%s' is missing%s"
                        .formatted(component.getName(), describe == null ? "" : " (%s)".formatted(describe.value())),
                matches != null ? matches.says() : "a section with this key",
                "add '%s: ...'".formatted(component.getName()));
    }

    static Problem noValue(Position at) {
        return Messages.problem(
                at, "the key has no value", "a value, or no key at all", "give a value or remove the key");
    }

    static Problem wrongShape(Tree tree, String allowed) {
        return Messages.problem(tree.at(), tree.shown() + " is given", allowed, "write " + allowed + " here");
    }

    /** One value where a section belongs that a deployment may do without. */
    static Problem noSection(Tree.Scalar scalar, RecordComponent component) {
        String name = component.getName();
        if (Components.isRemovable(component)) {
            return Messages.problem(
                    scalar.at(),
                    scalar.shown() + " is given",
                    "a section (a mapping), or " + Removable.NONE,
                    "write a mapping of its keys here, leave the section out for its defaults, or write '%s: %s' to do without it"
                            .formatted(name, Removable.NONE));
        }
        return Messages.problem(
                scalar.at(),
                scalar.shown() + " is given",
                "a section (a mapping), or no key at all",
                Components.isWhollyOptional(component.getType())
                        ? "leave the section out to do without it, or write '%s: {}' for its defaults".formatted(name)
                        : "leave the section out to do without it, or write a mapping of its keys here");
    }

    static Problem wrongType(Tree.Scalar scalar, String allowed, String change) {
        return Messages.problem(scalar.at(), scalar.shown() + " is not " + allowed, allowed, change);
    }

    static Problem blank(Tree.Scalar scalar) {
        return Messages.problem(
                scalar.at(),
                scalar.shown() + " has nothing but spaces",
                "text that can be seen",
                "write the value, or remove the key where it may be left out");
    }

    static Problem unknownValue(Tree.Scalar scalar, List<String> valid) {
        return Messages.problem(
                scalar.at(),
                "unknown value " + scalar.shown(),
                Messages.list(valid),
                Messages.meant(scalar.text(), valid, "use one of the allowed values"));
    }

    static Problem outOfBounds(Tree tree, Constraints.Violation violation, String change) {
        return Messages.problem(
                tree.at(),
                tree.shown() + " is not accepted" + (violation.why() == null ? "" : ": " + violation.why()),
                violation.allowed(),
                change);
    }

    /** Without the value: messages are stored in logs. */
    static Problem secret(Position at, String kind) {
        return Messages.problem(
                at,
                "the value holds %s, which would stand in the output, in plans and in the state".formatted(kind),
                "values that are public",
                "remove it, and make it invalid if it was real; secrets belong in Secrets Manager");
    }

    static Problem template(Tree.Scalar scalar) {
        return Messages.problem(
                scalar.at(),
                "%s holds ${ or %%{, which Terraform would evaluate as an expression".formatted(scalar.shown()),
                "plain values",
                "write the value itself");
    }

    static Problem regionNotSupported(Tree.Scalar scalar, List<String> valid) {
        return Messages.problem(
                scalar.at(),
                "%s is a region of AWS, but not one that this program knows to have all services it needs"
                        .formatted(scalar.shown()),
                Messages.list(valid),
                "use one of the allowed values");
    }

    static Problem nameRefused(Position at, String what, String name, String why, String change) {
        boolean written = what.equals("'" + name + "'");
        return Messages.problem(
                at,
                written ? what + " is not accepted: " + why : "%s gives the name '%s': %s".formatted(what, name, why),
                "names that AWS accepts",
                change);
    }

    static Problem bucketOfNoCopy(Position at, String bucket, String environment) {
        return Messages.problem(
                at,
                "bootstrap is true and bucket is '%s', but the suffix of %s comes from a variable alone, so each copy would make that bucket"
                        .formatted(bucket, environment),
                "a bucket for each copy, or one that is there already",
                "write {suffix} into the bucket's name, such as %s-{suffix}, or take bootstrap away".formatted(bucket));
    }

    static Problem keyInAnotherRegion(Position at, String key, String bucket, String region) {
        return Messages.problem(
                at,
                "'%s' is in another region than the bucket %s, which is in %s".formatted(key, bucket, region),
                "a key in the region of the bucket, which is where S3 looks for it",
                "name a key of that region, with {region} where regions differ");
    }

    static Problem noAuthorities(Position at, AwsRegion region) {
        return Messages.problem(
                at,
                "%s has a database whose certificate the functions could not trust: they do not carry the region's authorities of RDS"
                        .formatted(region),
                "with a database: " + Messages.list(AwsRegion.codesWithDatabases()),
                "choose another region, or write 'services: false' or 'database: none'");
    }

    static Problem noBackupReplication(Position at, AwsRegion primary, AwsRegion standby) {
        List<String> destinations = List.copyOf(BackupReplication.destinations(primary.code()));
        return Messages.problem(
                at,
                "links.databaseCopy is backups, but RDS does not list the replication of automated backups from %s to %s"
                        .formatted(primary, standby),
                destinations.isEmpty()
                        ? "no region for backups from " + primary
                        : "from %s to %s".formatted(primary, Messages.list(destinations)),
                "choose another region, or write 'databaseCopy: read-replica' or 'databaseCopy: none' under links");
    }

    static Problem tooManyInstances(Position at, int instances, int most, int copies) {
        return Messages.problem(
                at,
                "database.aurora.instances is %d, and links.databaseCopy is global-database with %d further region%s"
                        .formatted(instances, copies, copies == 1 ? "" : "s"),
                "up to %d: Aurora counts each further region of a global database as a reader".formatted(most),
                "lower database.aurora.instances");
    }

    static Problem wrongSize(Position at, String key, int entries, Size size) {
        return Messages.problem(
                at,
                "%s has %d entries".formatted(key, entries),
                "%d to %d entries".formatted(size.min(), size.max()),
                entries < size.min() ? "add one" : "remove some");
    }

    static Problem badName(Position at, String name, Keys keys) {
        return Messages.problem(
                at,
                "the name '%s' is not accepted".formatted(PlainText.value(name)),
                keys.says(),
                Nearest.spellings(name)
                        .filter(other -> Constraints.matches(other, keys.value()))
                        .findFirst()
                        .map("rename it, such as to '%s'"::formatted)
                        .orElse("rename it"));
    }

    static Problem badBlock(Position at, IllegalArgumentException cause) {
        return new Problem(at.file(), at.line(), at.path(), cause.getMessage() + "\nchange: choose another block");
    }

    /** The records word their own combinations: value, what is allowed, what to change. */
    static Problem refusedByRecord(Position at, String message) {
        return new Problem(at.file(), at.line(), at.path(), message);
    }

    static Problem notOverridable(Tree tree, List<String> allowed) {
        return Messages.problem(
                tree.at(),
                "%s may not differ between environments".formatted(tree.shown()),
                "overrides of " + Messages.list(allowed),
                "move it to the shared settings");
    }

    static Problem overrideOfNothing(Position at, String section) {
        return Messages.problem(
                at,
                "the shared settings say '%s: none', so there is nothing to override".formatted(section),
                "overrides of sections that the shared settings have",
                "remove the override, or describe '%s' in the shared settings".formatted(section));
    }

    static Problem overrideOfAbsent(Position at, String section) {
        return Messages.problem(
                at,
                "the shared settings have no '%s', so there is nothing to override".formatted(section),
                "overrides of sections that the shared settings have",
                "describe '%1$s' in the shared settings ('%1$s: {}' for its defaults), or remove the override"
                        .formatted(section));
    }
}
