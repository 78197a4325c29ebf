package payments.infrastructure.naming;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * The names of one environment's resources: {@code <project>-<role>-<suffix>}, followed by the region where AWS keeps one
 * namespace for all regions, and by the account where it has one for all accounts. Any stack can name any other stack's
 * resources by this rule, without a reference and so without an order of deployment.
 *
 * @param project first part of every name
 * @param suffix last part of every name, unique to the environment
 * @param account the account, as twelve digits or as the expression that gives them at plan time
 * @param parts roles for which another word stands in the name, with that word
 */
public record Names(String project, String suffix, String account, Map<String, String> parts) {
    private static final String ANY_ACCOUNT = "0".repeat(12);

    public Names {
        parts = Map.copyOf(parts);
    }

    /** Names with the role as it is. */
    public Names(String project, String suffix, String account) {
        this(project, suffix, account, Map.of());
    }

    /**
     * The name of a resource in a region.
     *
     * @param region the region's code; used only where the name carries it
     */
    public String of(ResourceName resource, String region) {
        String name = plain(parts.getOrDefault(resource.role(), resource.role()));
        return switch (resource.namespace()) {
            case REGION -> name;
            case ACCOUNT -> name + "-" + region;
            case ALL_ACCOUNTS -> name + "-" + region + "-" + account;
        };
    }

    /** A name for something that has no namespace in AWS, such as a {@code Name} tag, a subnet group or an alarm. */
    public String plain(String role) {
        return project + "-" + role + "-" + suffix;
    }

    /** The alias of a customer-managed key: {@code alias/<project>-<purpose>-<suffix>-<region>}. */
    public String keyAlias(String purpose, String region) {
        return "alias/" + plain(purpose) + "-" + region;
    }

    /** A parameter of Parameter Store, under the environment's own path: {@code /<project>/<suffix>/<path>}. */
    public String parameter(String path) {
        return "/%s/%s/%s".formatted(project, suffix, path);
    }

    /**
     * The longest suffix with which every name still fits its AWS limit.
     *
     * @param regions codes of the regions that the environment uses
     */
    public static int longestSuffix(String project, Collection<String> regions) {
        return tightest(project, regions).longestSuffix();
    }

    /**
     * The name that leaves the least room for a suffix, so that an error can say where the limit comes from.
     *
     * @param regions codes of the regions that the environment uses; at least one
     */
    public static SuffixLimit tightest(String project, Collection<String> regions) {
        return tightest(project, Map.of(), regions);
    }

    /**
     * The same where other words stand in some names.
     *
     * @param parts the roles for which they stand, with the words
     */
    public static SuffixLimit tightest(String project, Map<String, String> parts, Collection<String> regions) {
        return Arrays.stream(ResourceName.values())
                .flatMap(resource -> regions.stream().map(region -> limit(project, parts, resource, region)))
                .min(Comparator.comparingInt(SuffixLimit::longestSuffix))
                .orElseThrow(() -> new IllegalArgumentException("no region is given, at least one is needed"));
    }

    private static SuffixLimit limit(String project, Map<String, String> parts, ResourceName resource, String region) {
        int room = resource.longest()
                - new Names(project, "", ANY_ACCOUNT, parts)
                        .of(resource, region)
                        .length();
        return new SuffixLimit(resource, new Names(project, "<suffix>", "<account>", parts).of(resource, region), room);
    }
}
