package payments.migration.items;

/**
 * What became of the items that a copy read. Each item is counted once, when its page is done: after a crash the items of the
 * pages under way are read again, and count then.
 *
 * @param read items that the source gave
 * @param written items that were not in the target
 * @param updated items that the old system changed since an earlier copy
 * @param alreadyThere items that the target had already, the same
 * @param kept items that the new system wrote under the same key; they stay
 * @param passedOver items that have no place on the other side, such as audit records on the way back
 */
public record CopyCounts(long read, long written, long updated, long alreadyThere, long kept, long passedOver) {
    /** Nothing yet. */
    static final CopyCounts NONE = new CopyCounts(0, 0, 0, 0, 0, 0);

    /** What became of one item. */
    enum Outcome {
        WRITTEN,
        UPDATED,
        ALREADY_THERE,
        KEPT,
        PASSED_OVER
    }

    CopyCounts plus(Outcome outcome) {
        return new CopyCounts(
                read + 1,
                written + (outcome == Outcome.WRITTEN ? 1 : 0),
                updated + (outcome == Outcome.UPDATED ? 1 : 0),
                alreadyThere + (outcome == Outcome.ALREADY_THERE ? 1 : 0),
                kept + (outcome == Outcome.KEPT ? 1 : 0),
                passedOver + (outcome == Outcome.PASSED_OVER ? 1 : 0));
    }

    CopyCounts plus(CopyCounts other) {
        return new CopyCounts(
                read + other.read,
                written + other.written,
                updated + other.updated,
                alreadyThere + other.alreadyThere,
                kept + other.kept,
                passedOver + other.passedOver);
    }

    @Override
    public String toString() {
        return "%d read: %d written, %d updated, %d already there, %d kept as the new system wrote them, %d passed over"
                .formatted(read, written, updated, alreadyThere, kept, passedOver);
    }
}
