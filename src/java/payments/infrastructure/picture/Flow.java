package payments.infrastructure.picture;

/**
 * An arrow of the picture.
 *
 * @param label what stands on it; may be empty
 */
record Flow(Node from, Node to, String label) {
    /** Whether it leaves a region. */
    boolean joinsRegions() {
        return !from.region().equals(to.region());
    }
}
