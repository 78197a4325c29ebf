package payments.migration.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the objects that a copy listed.
 *
 * @param listed objects of the source
 * @param copied objects that were not in the target
 * @param updated objects that were changed in the source since an earlier copy
 * @param alreadyThere objects that the target had already, the same
 * @param kept objects that were changed later in the target; they stay
 * @param tooLarge keys of objects that one request cannot copy
 */
public record ObjectCounts(
        long listed, long copied, long updated, long alreadyThere, long kept, List<String> tooLarge) {
    static final ObjectCounts NONE = new ObjectCounts(0, 0, 0, 0, 0, List.of());

    /** Copies the list. */
    public ObjectCounts {
        tooLarge = List.copyOf(tooLarge);
    }

    /** What became of one object. */
    enum Outcome {
        COPIED,
        UPDATED,
        ALREADY_THERE,
        KEPT,
        TOO_LARGE
    }

    ObjectCounts plus(Outcome outcome, String key) {
        List<String> large = new ArrayList<>(tooLarge);
        if (outcome == Outcome.TOO_LARGE) {
            large.add(key);
        }
        return new ObjectCounts(
                listed + 1,
                copied + (outcome == Outcome.COPIED ? 1 : 0),
                updated + (outcome == Outcome.UPDATED ? 1 : 0),
                alreadyThere + (outcome == Outcome.ALREADY_THERE ? 1 : 0),
                kept + (outcome == Outcome.KEPT ? 1 : 0),
                large);
    }

    @Override
    public String toString() {
        return "%d listed: %d copied, %d updated, %d already there, %d kept as they are newer, %d too large"
                .formatted(listed, copied, updated, alreadyThere, kept, tooLarge.size());
    }
}
