package payments.infrastructure.reality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The regions that AWS has in its commercial partition. Sources: the column of {@code regions.tsv}. */
public final class Regions {
    private static final Map<String, Region> ALL = read();

    private Regions() {}

    /**
     * A region of AWS.
     *
     * @param code such as {@code eu-west-1}
     * @param place where it is, as AWS calls it
     * @param optIn whether an account must enable it before it can use it
     */
    public record Region(String code, String place, boolean optIn) {}

    /** All codes; those of regions that every account has come first. */
    public static List<String> codes() {
        return new ArrayList<>(ALL.keySet());
    }

    /** Whether AWS has such a region. */
    public static boolean exist(String code) {
        return ALL.containsKey(code);
    }

    /**
     * The region of a code.
     *
     * @throws IllegalArgumentException when AWS has none
     */
    public static Region of(String code) {
        Region region = ALL.get(code);
        if (region == null) {
            throw new IllegalArgumentException("AWS has no region %s, but %s".formatted(code, ALL.keySet()));
        }
        return region;
    }

    private static Map<String, Region> read() {
        Map<String, Region> regions = new LinkedHashMap<>();
        for (Dataset.Row row : Datasets.of("regions").rows()) {
            String code = row.text("code");
            regions.put(
                    code, new Region(code, row.text("place"), row.text("optIn").equals("yes")));
        }
        return regions;
    }
}
