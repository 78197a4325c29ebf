package payments.emulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import payments.emulator.PlanDifferences.Difference;

/**
 * The differences that the emulator causes and AWS does not, after review. The flagship's list holds for every deployment;
 * one that has more keeps them in {@code known-differences-<deployment>.json}. Each list is checked by its own deployment:
 * an entry that no longer occurs hides faults.
 *
 * @param own the deployment's own list
 * @param common the flagship's, where it is not the same
 */
record KnownDifferences(List<Known> own, List<Known> common) {
    private static final String FLAGSHIP = "payments";

    /**
     * One of them.
     *
     * @param type resource type
     * @param attribute attribute that the emulator does not keep
     * @param reason what the emulator does instead
     * @param evidence the experiment or thread that shows it
     */
    record Known(String type, String attribute, String reason, String evidence) {
        private boolean covers(Difference difference) {
            return type.equals(difference.type()) && attribute.equals(difference.attribute());
        }
    }

    KnownDifferences {
        own = List.copyOf(own);
        common = List.copyOf(common);
    }

    /** The reviewed lists that hold for a deployment. */
    static KnownDifferences of(String deployment) {
        List<Known> flagship = read("/emulator/known-differences.json");
        return deployment.equals(FLAGSHIP)
                ? new KnownDifferences(flagship, List.of())
                : new KnownDifferences(read("/emulator/known-differences-%s.json".formatted(deployment)), flagship);
    }

    /** Empty where there is no such list. */
    private static List<Known> read(String list) {
        try (InputStream file = KnownDifferences.class.getResourceAsStream(list)) {
            return file == null ? List.of() : new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(list, e);
        }
    }

    /** The differences that nobody has reviewed: faults of ours until shown otherwise. */
    List<Difference> unknownAmong(List<Difference> differences) {
        List<Known> known = new ArrayList<>(own);
        known.addAll(common);
        return differences.stream()
                .filter(difference -> known.stream().noneMatch(entry -> entry.covers(difference)))
                .toList();
    }

    /** The entries of the deployment's own list that did not occur. */
    List<Known> unusedAfter(List<Difference> differences) {
        List<Known> unused = new ArrayList<>(own);
        unused.removeIf(entry -> differences.stream().anyMatch(entry::covers));
        return unused;
    }
}
