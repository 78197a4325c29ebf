package payments.regions;

import java.util.List;
import payments.service.store.RegionFence.Move;
import payments.service.store.RegionFence.Ownership;

/** Who owns, in words. */
final class Owner {
    private Owner() {}

    /** The owner, since when, and by whom. */
    static String words(Ownership ownership, List<Move> moves) {
        return ownership
                .region()
                .map(region -> "%s since epoch %d%s".formatted(region, ownership.epoch(), decision(ownership, moves)))
                .orElse("no region");
    }

    private static String decision(Ownership ownership, List<Move> moves) {
        return moves.stream()
                .filter(move -> move.epoch() == ownership.epoch())
                .findFirst()
                .map(move -> ", " + words(move))
                .orElse("");
    }

    /** A decision: when, by whom and why. */
    static String words(Move move) {
        return "%s by %s: %s"
                .formatted(
                        move.handover().at(),
                        move.handover().who(),
                        move.handover().why());
    }
}
