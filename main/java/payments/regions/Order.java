package payments.regions;

import java.util.Optional;
import payments.service.store.Handover;

/**
 * What a person asks for who gives the payments to a region.
 *
 * @param handover the region, and who decided it, why and when
 * @param isLost whether the region that has the payments is lost: it is then not called at all
 * @param lost the lost region, where it is named
 * @param epoch the epoch at which the person saw the ownership; empty for the one that the command finds
 */
public record Order(Handover handover, boolean isLost, Optional<String> lost, Optional<Long> epoch) {
    String target() {
        return handover.toRegion();
    }
}
