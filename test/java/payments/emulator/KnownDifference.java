package payments.emulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import payments.emulator.PlanDifferences.Difference;

/**
 * A difference that the emulator causes and AWS does not, after review.
 *
 * @param type resource type
 * @param attribute attribute that the emulator does not keep
 * @param reason what the emulator does instead
 * @param evidence the experiment or thread that shows it
 */
record KnownDifference(String type, String attribute, String reason, String evidence) {
    private static final String LIST = "/emulator/known-differences.json";

    /** The reviewed list. */
    static List<KnownDifference> all() {
        try (InputStream list = Objects.requireNonNull(KnownDifference.class.getResourceAsStream(LIST), LIST)) {
            return new ObjectMapper().readValue(list, new TypeReference<List<KnownDifference>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(LIST, e);
        }
    }

    private boolean covers(Difference difference) {
        return type.equals(difference.type()) && attribute.equals(difference.attribute());
    }

    /** The differences that nobody has reviewed: faults of ours until shown otherwise. */
    static List<Difference> unknownAmong(List<Difference> differences) {
        List<KnownDifference> known = all();
        return differences.stream()
                .filter(difference -> known.stream().noneMatch(entry -> entry.covers(difference)))
                .toList();
    }

    /** The entries of the list that did not occur: they hide faults and must go. */
    static List<KnownDifference> unusedAfter(List<Difference> differences) {
        List<KnownDifference> unused = new ArrayList<>(all());
        unused.removeIf(entry -> differences.stream().anyMatch(entry::covers));
        return unused;
    }
}
