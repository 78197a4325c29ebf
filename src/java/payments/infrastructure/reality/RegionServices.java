package payments.infrastructure.reality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What regions lack, by types of Terraform resources. Sources: the column of {@code region-services.tsv}. */
public final class RegionServices {
    private static final List<Offer> ALL = Datasets.of("region-services").rows().stream()
            .map(row -> new Offer(
                    row.text("types"),
                    row.text("attribute"),
                    row.text("value"),
                    row.words("missingIn"),
                    row.words("onlyIn"),
                    row.text("source")))
            .toList();

    private static final Map<String, List<Offer>> BY_TYPE = new ConcurrentHashMap<>();

    private RegionServices() {}

    /**
     * Where a service, or a feature of it, is there.
     *
     * @param types how the types of its resources begin
     * @param attribute the attribute that asks for the feature; empty for a service as a whole
     * @param value the attribute's value that asks for it
     * @param missingIn the regions without it
     * @param onlyIn the regions that alone have it; empty where that is no short list
     * @param source the document or package that says so
     */
    public record Offer(
            String types, String attribute, String value, List<String> missingIn, List<String> onlyIn, String source) {
        /** Copies the lists. */
        public Offer {
            missingIn = List.copyOf(missingIn);
            onlyIn = List.copyOf(onlyIn);
        }

        /** Whether a region has it. */
        public boolean isIn(String region) {
            return !missingIn.contains(region) && (onlyIn.isEmpty() || onlyIn.contains(region));
        }
    }

    /** What is known about a type: its service, by the longest beginning that fits, and its features. Empty where nothing is. */
    public static List<Offer> of(String type) {
        return BY_TYPE.computeIfAbsent(type, RegionServices::search);
    }

    private static List<Offer> search(String type) {
        List<Offer> fitting = ALL.stream()
                .filter(offer -> type.startsWith(offer.types()))
                .sorted(Comparator.comparingInt((Offer offer) -> offer.types().length())
                        .reversed())
                .toList();
        List<Offer> found = new ArrayList<>();
        fitting.stream()
                .filter(offer -> offer.attribute().isEmpty())
                .findFirst()
                .ifPresent(found::add);
        fitting.stream().filter(offer -> !offer.attribute().isEmpty()).forEach(found::add);
        return List.copyOf(found);
    }
}
