package payments.service.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import payments.service.resilience.Deadline;

/**
 * Which region may write. Every write of a payment checks it inside its own transaction, so a region that lost the fence
 * cannot finish a write that it began before; asking first would leave a gap.
 */
public interface RegionFence {

    /**
     * Who owns the fence.
     *
     * @param region the owner; empty where the fence was never moved and this region only knows that it is not the home
     * @param epoch 0 before the fence was ever moved, one more with each move
     */
    record Ownership(Optional<String> region, long epoch) {
        public boolean isOf(String other) {
            return region.isPresent() && region.get().equals(other);
        }
    }

    /**
     * An ownership that a move began.
     *
     * @param epoch its epoch
     * @param handover the decision behind it
     */
    record Move(long epoch, Handover handover) {}

    /** The owner at this moment; while the fence was never moved, the home region. */
    Ownership ownership(Deadline deadline);

    /**
     * Gives the fence to a region.
     *
     * @param expected the ownership that the person who moves it saw; two who move it at once cannot both succeed
     * @return the new ownership
     * @throws IllegalStateException when the ownership is another by now
     */
    Ownership move(Ownership expected, Handover handover, Deadline deadline);

    /** All moves so far, the last one first, without those that were written before decisions were. */
    List<Move> moves(Deadline deadline);

    /** A move that nothing is known of but its target. */
    default Ownership move(Ownership expected, String toRegion, Deadline deadline) {
        return move(expected, new Handover(toRegion, "unknown", "unknown", Instant.EPOCH), deadline);
    }
}
