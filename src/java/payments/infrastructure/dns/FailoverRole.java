package payments.infrastructure.dns;

/** What a region is to the shared name. Route 53 fails over between two: a third region is reached by its own name. */
public enum FailoverRole {
    /** The only region that serves: the name leads here, whatever its health. */
    ALONE,
    /** The name leads here while the region is well. */
    PRIMARY,
    /** The name leads here while the primary is not well. */
    SECONDARY,
    /** The name never leads here. */
    NONE;

    /**
     * The role of a region.
     *
     * @param place its place among the regions that serve, by priority, from 0
     * @param regions how many regions serve
     */
    public static FailoverRole of(int place, int regions) {
        if (regions == 1) {
            return ALONE;
        }
        return place == 0 ? PRIMARY : place == 1 ? SECONDARY : NONE;
    }
}
