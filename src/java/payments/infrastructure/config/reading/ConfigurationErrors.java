package payments.infrastructure.config.reading;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import payments.infrastructure.config.AwsRegion;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Keys;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Nearest;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.naming.SuffixLimit;

/**
 * Everything that the loader tells a user. Each message has three parts: what failed with which value, what is allowed,
 * what to change. The long list is one role: whoever edits a text sees its neighbours.
 */
final class ConfigurationErrors {
    private ConfigurationErrors() {}

    static String headline(List<Problem> problems, boolean more) {
        if (more) {
            return "the deployment file has more than %d problems; mend these first".formatted(problems.size());
        }
        return problems.size() == 1
                ? "the deployment file has a problem"
                : "the deployment file has %d problems".formatted(problems.size());
    }

    // The file.

    static Problem missingFile(Position at, List<String> others) {
        String wanted = at.file().replaceFirst("^.*[/\\\\]", "").replace(DeploymentSource.ENDING, "");
        return problem(
                at,
                "there is no such deployment file",
                others.isEmpty()
                        ? "a .yaml file (its folder holds none)"
                        : "in this folder: " + list(Nearest.inOrder(wanted, others)),
                meant(wanted, others, "name one of them, or create the file"));
    }

    static Problem notAFile(Position at) {
        return problem(at, "this is a folder", "one .yaml file", "name a file in it");
    }

    static Problem tooLarge(Position at, long bytes) {
        return problem(
                at,
                "the file has %d bytes".formatted(bytes),
                "up to %d bytes".formatted(DeploymentSource.MAXIMUM_BYTES),
                "check that this is a deployment file");
    }

    static Problem unreadable(Position at, IOException cause) {
        return problem(
                at, "the file cannot be read: " + cause, "a readable file in UTF-8", "check its encoding and rights");
    }

    static Problem notUtf8(Position at, int value, int index) {
        return problem(
                at,
                "the byte %02X at position %d is no text in UTF-8".formatted(value, index),
                "a text file in UTF-8",
                "save the file in this encoding");
    }

    static Problem emptyFile(Position at) {
        return problem(
                at,
                "the file is empty",
                "the keys " + list(Components.names(DeploymentFile.class)),
                "write at least project and environments");
    }

    // The YAML.

    static Problem malformed(Position file, YAMLException cause) {
        Mark mark = cause instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        String what = cause instanceof MarkedYAMLException marked ? marked.getProblem() : cause.getMessage();
        return problem(
                mark == null ? file : new Position(file.file(), mark.getLine() + 1, ""),
                "this is not the YAML we read%s: %s"
                        .formatted(mark == null ? "" : ", column " + (mark.getColumn() + 1), what),
                "one YAML document with few aliases and little depth",
                "look at this line and the one before it");
    }

    static Problem endlessAlias(Position at) {
        return problem(at, "an alias contains itself", "aliases of finished values", "write the value out");
    }

    static Problem tooManyNodes(Position file, int most) {
        return problem(
                file,
                "the file has more values than a deployment can have, those of its aliases counted each time",
                "up to %d values".formatted(most),
                "check that this is a deployment file, and write out what its aliases repeat");
    }

    static Problem tooLong(Position at, int characters, int most) {
        return problem(
                at,
                "the value has %d characters or more".formatted(characters),
                "up to %d".formatted(most),
                "shorten the value");
    }

    static Problem controlCharacter(Position at, String text) {
        return problem(
                at,
                "'%s' holds a character that cannot be seen".formatted(PlainText.value(text)),
                "characters that can be seen, line breaks and tabs",
                "remove it, or type the value anew");
    }

    static Problem forbiddenTag(Position at, String tag) {
        return problem(
                at,
                "the tag '%s' is given".formatted(PlainText.value(tag)),
                "plain YAML without tags of its own",
                "remove the tag");
    }

    static Problem keyNotText(Position at, int line) {
        return problem(
                new Position(at.file(), line, at.path()),
                "a key is a list or a mapping",
                "keys of text",
                "write a name");
    }

    static Problem duplicateKey(Position at, String key, Position first) {
        return problem(
                at,
                "the key '%s' is given twice, first in line %d".formatted(PlainText.value(key), first.line()),
                "each key once",
                "remove one of them");
    }

    static Problem unsetVariable(Position at, String text, String name) {
        return problem(
                at,
                "'%s' needs the environment variable %s, which is not set or empty"
                        .formatted(PlainText.value(text), name),
                "${NAME} of a set variable, or ${NAME:-default}",
                "set %1$s, or give a default: ${%1$s:-...}".formatted(name));
    }

    static Problem malformedPlaceholder(Position at, String text) {
        return problem(
                at,
                "'%s' holds a placeholder that cannot be read".formatted(PlainText.value(text)),
                "${NAME} or ${NAME:-default}, without braces inside",
                "complete the placeholder");
    }

    // Keys and values.

    static Problem unknownKey(Position at, String key, Collection<String> valid) {
        return problem(
                at,
                "unknown key '%s'".formatted(PlainText.value(key)),
                list(valid),
                meant(key, valid, "remove the key"));
    }

    static Problem missingKey(Position at, RecordComponent component) {
        Describe describe = component.getAnnotation(Describe.class);
        Matches matches = component.getAnnotation(Matches.class);
        return problem(
                at,
                "the required key '%s' is missing%s"
                        .formatted(component.getName(), describe == null ? "" : " (%s)".formatted(describe.value())),
                matches != null ? matches.says() : "a section with this key",
                "add '%s: ...'".formatted(component.getName()));
    }

    static Problem noValue(Position at) {
        return problem(at, "the key has no value", "a value, or no key at all", "give a value or remove the key");
    }

    static Problem wrongShape(Tree tree, String allowed) {
        return problem(tree.at(), tree.shown() + " is given", allowed, "write " + allowed + " here");
    }

    /** One value where a section belongs that a deployment may do without. */
    static Problem noSection(Tree.Scalar scalar, RecordComponent component) {
        String name = component.getName();
        if (Components.isRemovable(component)) {
            return problem(
                    scalar.at(),
                    scalar.shown() + " is given",
                    "a section (a mapping), or " + Removable.NONE,
                    "write a mapping of its keys here, leave the section out for its defaults, or write '%s: %s' to do without it"
                            .formatted(name, Removable.NONE));
        }
        return problem(
                scalar.at(),
                scalar.shown() + " is given",
                "a section (a mapping), or no key at all",
                Components.isWhollyOptional(component.getType())
                        ? "leave the section out to do without it, or write '%s: {}' for its defaults".formatted(name)
                        : "leave the section out to do without it, or write a mapping of its keys here");
    }

    static Problem wrongType(Tree.Scalar scalar, String allowed, String change) {
        return problem(scalar.at(), scalar.shown() + " is not " + allowed, allowed, change);
    }

    static Problem blank(Tree.Scalar scalar) {
        return problem(
                scalar.at(),
                scalar.shown() + " has nothing but spaces",
                "text that can be seen",
                "write the value, or remove the key where it may be left out");
    }

    static Problem unknownValue(Tree.Scalar scalar, List<String> valid) {
        return problem(
                scalar.at(),
                "unknown value " + scalar.shown(),
                list(valid),
                meant(scalar.text(), valid, "use one of the allowed values"));
    }

    static Problem outOfBounds(Tree tree, Constraints.Violation violation, String change) {
        return problem(
                tree.at(),
                tree.shown() + " is not accepted" + (violation.why() == null ? "" : ": " + violation.why()),
                violation.allowed(),
                change);
    }

    /** Without the value: messages are kept in logs. */
    static Problem secret(Position at, String kind) {
        return problem(
                at,
                "the value holds %s, which would stand in the output, in plans and in the state".formatted(kind),
                "values that anybody may read",
                "remove it, and make it invalid if it was real; secrets belong in Secrets Manager");
    }

    static Problem template(Tree.Scalar scalar) {
        return problem(
                scalar.at(),
                "%s holds ${ or %%{, which Terraform would evaluate as an expression".formatted(scalar.shown()),
                "plain values",
                "write the value itself");
    }

    static Problem regionNotSupported(Tree.Scalar scalar, List<String> valid) {
        return problem(
                scalar.at(),
                "%s is a region of AWS, but not one that this program knows to have all services it needs"
                        .formatted(scalar.shown()),
                list(valid),
                "use one of the allowed values");
    }

    static Problem nameRefused(Position at, String what, String name, String why, String change) {
        boolean written = what.equals("'" + name + "'");
        return problem(
                at,
                written ? what + " is not accepted: " + why : "%s gives the name '%s': %s".formatted(what, name, why),
                "names that AWS accepts",
                change);
    }

    static Problem keyInAnotherRegion(Position at, String key, String bucket, String region) {
        return problem(
                at,
                "'%s' is in another region than the bucket %s, which is in %s".formatted(key, bucket, region),
                "a key in the region of the bucket, which is where S3 looks for it",
                "name a key of that region, with {region} where regions differ");
    }

    static Problem noAuthorities(Position at, AwsRegion region) {
        return problem(
                at,
                "%s has a database whose certificate the functions could not trust: they do not carry the region's authorities of RDS"
                        .formatted(region),
                "with a database: " + list(AwsRegion.codesWithDatabases()),
                "choose another region, or write 'services: false' or 'database: none'");
    }

    static Problem tooManyInstances(Position at, int instances, int most, int copies) {
        return problem(
                at,
                "database.aurora.instances is %d, and links.databaseCopy is global-database with %d further region%s"
                        .formatted(instances, copies, copies == 1 ? "" : "s"),
                "up to %d: Aurora counts each further region of a global database as a reader".formatted(most),
                "lower database.aurora.instances");
    }

    static Problem wrongSize(Position at, String key, int entries, Size size) {
        return problem(
                at,
                "%s has %d entries".formatted(key, entries),
                "%d to %d entries".formatted(size.min(), size.max()),
                entries < size.min() ? "add one" : "remove some");
    }

    static Problem badName(Position at, String name, Keys keys) {
        return problem(
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
        return problem(
                tree.at(),
                "%s may not differ between environments".formatted(tree.shown()),
                "overrides of " + list(allowed),
                "move it to the shared settings");
    }

    static Problem overrideOfNothing(Position at, String section) {
        return problem(
                at,
                "the shared settings say '%s: none', so there is nothing to override".formatted(section),
                "overrides of sections that the shared settings have",
                "remove the override, or describe '%s' in the shared settings".formatted(section));
    }

    static Problem overrideOfAbsent(Position at, String section) {
        return problem(
                at,
                "the shared settings have no '%s', so there is nothing to override".formatted(section),
                "overrides of sections that the shared settings have",
                "describe '%1$s' in the shared settings ('%1$s: {}' for its defaults), or remove the override"
                        .formatted(section));
    }

    // What only the whole file shows.

    static Problem unknownEnvironment(Position at, String name, Collection<String> valid) {
        return problem(
                at,
                "no environment '%s' to select".formatted(PlainText.value(name)),
                list(Nearest.inOrder(name, valid)),
                meant(name, valid, "correct ENVIRONMENT or --environment"));
    }

    static Problem suffixNotAccepted(Position at, String suffix) {
        return problem(
                at,
                "'%s' (from ENVIRONMENT_SUFFIX) is not accepted".formatted(PlainText.value(suffix)),
                EnvironmentFile.SUFFIX_SAYS,
                "change ENVIRONMENT_SUFFIX");
    }

    static Problem suffixTooLong(Position at, String suffix, SuffixLimit limit) {
        return problem(
                at,
                "'%s' has %d characters".formatted(suffix, suffix.length()),
                "up to %d, because %s may have %d characters"
                        .formatted(
                                limit.longestSuffix(),
                                limit.name(),
                                limit.resource().longest()),
                "shorten the suffix or the project");
    }

    static Problem suffixTaken(Position at, String suffix, Position other) {
        return problem(
                at,
                "'%s' is also the suffix of %s in the same account".formatted(suffix, other),
                "one suffix per account, since it tells the names apart",
                "change the suffix, or give the environments accounts of their own");
    }

    static Problem replacedSuffixTaken(Position at, String suffix, Position other) {
        return problem(
                at,
                "ENVIRONMENT_SUFFIX '%s' gives this environment the names of %s in the same account"
                        .formatted(suffix, other),
                "a suffix that no other environment of the account has",
                "select one environment with ENVIRONMENT or --environment, with a suffix of its own");
    }

    static Problem accountOwnedTwice(EnvironmentDraft later, EnvironmentDraft earlier) {
        return problem(
                later.ownsAccountAt(),
                "%s and %s both own account %s".formatted(earlier.name(), later.name(), later.account()),
                "one owner per account: it has one trail, one public access block, and in each region one configuration"
                        + " recorder and one API logging role",
                "set 'ownsAccount: false' in one of them, or give them accounts of their own");
    }

    static Problem regionTwice(Position at, AwsRegion region, Position first) {
        return problem(
                at,
                "'%s' is already the region of %s".formatted(region, first),
                "each region once in an environment",
                "name another region or remove the entry");
    }

    static Problem tooFewZones(Position at, AwsRegion region, int wanted) {
        return problem(
                at,
                "%s has %d availability zones, settings.network.zones asks for %d"
                        .formatted(region, region.zones(), wanted),
                "up to %d zones with this region".formatted(region.zones()),
                "lower settings.network.zones or choose another region");
    }

    static Problem blockMissing(Position at) {
        return problem(
                at,
                "the region has no cidr, and settings.network needs one",
                "a private block from /16 to /20 that no other region has",
                "add 'cidr: ...', or write 'network: none' in the settings");
    }

    static Problem blockUnused(Position at) {
        return problem(
                at,
                "the region has a cidr, but settings.network is none",
                "a cidr only where there is a network",
                "remove the cidr, or describe the network");
    }

    static Problem noHome(Position at) {
        return problem(
                at,
                "every region says 'services: false'",
                "at least one region that takes payments",
                "remove 'services: false' from one of them");
    }

    static Problem domainTwice(Position at, String environment, String domain, String first) {
        return problem(
                at,
                "%s answers to %s, and so does %s".formatted(environment, domain, first),
                "a name that no other environment has",
                "give each environment its own in 'overrides: {dns: {domain: ...}}'");
    }

    static Problem standbyMissing(Position at, DatabaseCopy copy) {
        return problem(
                at,
                "links.databaseCopy is %s, but the environment has one region".formatted(WrittenNames.of(copy)),
                "a copy in each further region",
                "add a region, or choose another links.databaseCopy");
    }

    static Problem overlap(Position at, Object block, Position other, Object otherBlock) {
        return problem(
                at,
                "'%s' overlaps '%s' of %s".formatted(block, otherBlock, other),
                "blocks that share no address, across all environments",
                "choose another block");
    }

    // Suppressions.

    static Problem unknownRule(Position at, String id, Collection<String> ids) {
        return problem(
                at,
                "there is no rule '%s'".formatted(PlainText.value(id)),
                "the id of a rule in main/docs/guardrails.md",
                meant(id, ids, "remove the suppression"));
    }

    static Problem criticalRule(Position at, String id) {
        return problem(
                at,
                "findings of '%s' are critical, which cannot be accepted".formatted(id),
                "suppressions of rules that are not critical",
                "mend what the rule finds, and remove the suppression");
    }

    static Problem acceptedTwice(Position at, String rule, String path, Position first) {
        return problem(
                at,
                "the finding of '%s' on '%s' is already accepted in line %d"
                        .formatted(rule, PlainText.value(path), first.line()),
                "each finding once",
                "remove one of them");
    }

    static Problem noSuchStack(Position at, String stack, Collection<String> stacks) {
        return problem(
                at,
                "no stack of this deployment is called '%s'".formatted(PlainText.value(stack)),
                "a path that starts with one of " + list(stacks),
                meant(stack, stacks, "correct the path, or remove the suppression"));
    }

    private static Problem problem(Position at, String what, String allowed, String change) {
        return new Problem(
                at.file(), at.line(), at.path(), "%s\nallowed: %s\nchange: %s".formatted(what, allowed, change));
    }

    private static String list(Collection<String> words) {
        return String.join(", ", words);
    }

    private static String meant(String word, Collection<String> valid, String otherwise) {
        return Nearest.to(word, valid)
                .map(nearest -> "did you mean '%s'? otherwise %s".formatted(nearest, otherwise))
                .orElse(otherwise);
    }
}
