package payments.infrastructure.config;

import java.util.List;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.reality.StrongConsistency;

/** What is said of a log of effects that cannot stand where it is asked for. */
final class EffectLogErrors {
    private static final String LEAVE_OUT = "or leave settings.effectLog out";

    private EffectLogErrors() {}

    static Problem oneRegion(Position at) {
        return Messages.problem(
                at,
                "settings.effectLog is given, but only this region takes payments",
                "two regions that take payments and a witness, or three regions",
                "add a region, " + LEAVE_OUT);
    }

    static Problem tooManyRegions(Position at, int regions) {
        return Messages.problem(
                at,
                "settings.effectLog is given, and %d regions take payments".formatted(regions),
                "a table of multi-region strong consistency in exactly %d places".formatted(StrongConsistency.PLACES),
                "write 'services: false' for what only holds documents, " + LEAVE_OUT);
    }

    static Problem witnessMissing(Position at, List<String> candidates) {
        return Messages.problem(
                at,
                "settings.effectLog has no witness here, and two regions take payments",
                candidates.isEmpty()
                        ? "exactly %d places of one set".formatted(StrongConsistency.PLACES)
                        : "a witness in " + Messages.list(candidates),
                "write 'effectLog: {witness: REGION}' under overrides, " + LEAVE_OUT);
    }

    static Problem witnessTooMany(Position at, AwsRegion witness) {
        return Messages.problem(
                at,
                "the witness is %s, and three regions take payments".formatted(witness),
                "exactly %d places: each region that takes payments has a copy".formatted(StrongConsistency.PLACES),
                "remove the witness");
    }

    static Problem witnessServes(Position at, AwsRegion witness, List<String> candidates) {
        return Messages.problem(
                at,
                "the witness is %s, which takes payments and so has a copy".formatted(witness),
                "a witness in " + Messages.list(candidates),
                "name one of these");
    }

    static Problem witnessOfAnotherSet(Position at, AwsRegion witness, List<String> regions, List<String> candidates) {
        return Messages.problem(
                at,
                "the witness is %s, which is of no set with %s".formatted(witness, Messages.list(regions)),
                "a witness in " + Messages.list(candidates),
                "name one of these");
    }

    /** A plain table in a region of its own would need what carries its changes to the others; see decision 0025. */
    static Problem noSet(Position at, List<String> regions) {
        return Messages.problem(
                at,
                "settings.effectLog is given, but no table of multi-region strong consistency stands in %s"
                        .formatted(Messages.list(regions)),
                "regions of one of the sets "
                        + String.join(
                                "; ",
                                StrongConsistency.sets().stream()
                                        .map(Messages::list)
                                        .toList()),
                "choose regions of one set, " + LEAVE_OUT);
    }
}
