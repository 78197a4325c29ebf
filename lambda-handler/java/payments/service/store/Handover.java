package payments.service.store;

import java.time.Instant;

/**
 * What a person decides who gives the payments to another region.
 *
 * @param toRegion the region that owns them from then on
 * @param who who decided
 * @param why the reason, for those who ask later
 * @param at when
 */
public record Handover(String toRegion, String who, String why, Instant at) {
    private static final int LONGEST = 500;

    /** Refuses texts that would say nothing, or more than a record is for. */
    public Handover {
        require("toRegion", toRegion);
        require("who", who);
        require("why", why);
    }

    private static void require(String name, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s has %d characters; give 1 to %d that are not blank".formatted(name, value.length(), LONGEST));
        }
    }
}
