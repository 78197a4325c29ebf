package payments.infrastructure.config;

import java.util.Collection;
import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.naming.SuffixLimit;
import payments.infrastructure.text.Nearest;

/** Problems of what only the whole file shows: environments, regions, names. */
final class DeploymentErrors {
    private DeploymentErrors() {}

    static Problem unknownEnvironment(Position at, String name, Collection<String> valid) {
        return Messages.problem(
                at,
                "no environment '%s' to select".formatted(PlainText.value(name)),
                Messages.list(Nearest.inOrder(name, valid)),
                Messages.meant(name, valid, "correct ENVIRONMENT or --environment"));
    }

    static Problem notStanding(Position at, String name, Collection<String> valid) {
        return Messages.problem(
                at,
                "no environment '%s' whose state could be read".formatted(PlainText.value(name)),
                Messages.list(Nearest.inOrder(name, valid)),
                Messages.meant(name, valid, "name environments of this file"));
    }

    static Problem suffixNotAccepted(Position at, String suffix) {
        return Messages.problem(
                at,
                "'%s' (from ENVIRONMENT_SUFFIX) is not accepted".formatted(PlainText.value(suffix)),
                EnvironmentFile.SUFFIX_SAYS,
                "change ENVIRONMENT_SUFFIX");
    }

    static Problem suffixTooLong(Position at, String suffix, SuffixLimit limit) {
        return Messages.problem(
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
        return Messages.problem(
                at,
                "'%s' is also the suffix of %s in the same account".formatted(suffix, other),
                "one suffix per account, since it makes the names different",
                "change the suffix, or give the environments accounts of their own");
    }

    static Problem replacedSuffixTaken(Position at, String suffix, Position other) {
        return Messages.problem(
                at,
                "ENVIRONMENT_SUFFIX '%s' gives this environment the names of %s in the same account"
                        .formatted(suffix, other),
                "a suffix that no other environment of the account has",
                "select one environment with ENVIRONMENT or --environment, with a suffix of its own");
    }

    static Problem accountOwnedTwice(EnvironmentDraft later, EnvironmentDraft earlier) {
        return Messages.problem(
                later.ownsAccountAt(),
                "%s and %s both own account %s".formatted(earlier.name(), later.name(), later.account()),
                "one owner per account: it has one trail, one public access block, and in each region one configuration"
                        + " recorder and one API logging role",
                "set 'ownsAccount: false' in one of them, or give them accounts of their own");
    }

    static Problem regionTwice(Position at, AwsRegion region, Position first) {
        return Messages.problem(
                at,
                "'%s' is already the region of %s".formatted(region, first),
                "each region once in an environment",
                "name another region or remove the entry");
    }

    static Problem tooFewZones(Position at, AwsRegion region, int wanted) {
        return Messages.problem(
                at,
                "%s has %d availability zones, settings.network.zones asks for %d"
                        .formatted(region, region.zones(), wanted),
                "up to %d zones with this region".formatted(region.zones()),
                "lower settings.network.zones or choose another region");
    }

    static Problem blockMissing(Position at) {
        return Messages.problem(
                at,
                "the region has no cidr, and settings.network needs one",
                "a private block from /16 to /20 that no other region has",
                "add 'cidr: ...', or write 'network: none' in the settings");
    }

    static Problem blockUnused(Position at) {
        return Messages.problem(
                at,
                "the region has a cidr, but settings.network is none",
                "a cidr only where there is a network",
                "remove the cidr, or describe the network");
    }

    static Problem noHome(Position at) {
        return Messages.problem(
                at,
                "every region says 'services: false'",
                "at least one region that takes payments",
                "remove 'services: false' from one of them");
    }

    static Problem domainTwice(Position at, String environment, String domain, String first) {
        return Messages.problem(
                at,
                "%s answers to %s, and so does %s".formatted(environment, domain, first),
                "a name that no other environment has",
                "give each environment its own in 'overrides: {dns: {domain: ...}}'");
    }

    static Problem standbyMissing(Position at, DatabaseCopy copy) {
        return Messages.problem(
                at,
                "links.databaseCopy is %s, but the environment has one region".formatted(WrittenNames.of(copy)),
                "a copy in each further region",
                "add a region, or choose another links.databaseCopy");
    }

    static Problem overlap(Position at, Object block, Position other, Object otherBlock) {
        return Messages.problem(
                at,
                "'%s' overlaps '%s' of %s".formatted(block, otherBlock, other),
                "blocks that share no address, across all environments",
                "choose another block");
    }
}
