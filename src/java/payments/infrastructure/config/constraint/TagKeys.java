package payments.infrastructure.config.constraint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys of tags (Tagging AWS Resources user guide, "Tag naming limits and requirements"): those that every service accepts, and those
 * that the program writes itself, which nobody else may.
 */
public final class TagKeys {
    public static final String FORM = "(?=.*[^ ])[\\p{L}\\p{N} _.:/=+@-]{1,128}";
    public static final String SAYS = "1 to 128 letters, digits, spaces or any of _ . : / = + - @, not spaces alone";

    /** The most tags that a resource has. */
    public static final int MOST = 50;

    /**
     * What the program writes, by provider or on a resource. IAM takes two keys that differ by capitals for one (IAM user guide, "Rules
     * for tagging in IAM"), so these are compared without them.
     */
    public static final Set<String> OF_THE_PROGRAM = Set.of(
            "Project",
            "Environment",
            "ManagedBy",
            "Repository",
            "Author",
            "PRNumber",
            "Team",
            "Workspace",
            "Region",
            "CreatedAt",
            "Name",
            "env",
            "suffix",
            "owner",
            "data-class",
            "pci-scope",
            "account-guards",
            "bucket-role");

    /** The keys of the program that have a setting of their own, to name it in a refusal. */
    private static final List<String> SETTABLE =
            List.of("Environment", "ManagedBy", "Repository", "Author", "PRNumber", "Team", "CreatedAt");

    private TagKeys() {}

    /** Why a key is refused, as a sentence without its end; null where it is not. */
    static @Nullable String violation(String key) {
        if (key.regionMatches(true, 0, "aws:", 0, 4)) {
            return "AWS reserves tags that begin with aws: and refuses them from others";
        }
        return OF_THE_PROGRAM.stream()
                .filter(key::equalsIgnoreCase)
                .findFirst()
                .map(TagKeys::ofTheProgram)
                .orElse(null);
    }

    private static String ofTheProgram(String key) {
        return SETTABLE.contains(key)
                ? "the program writes the tag %s itself, from a setting of its own under tags".formatted(key)
                : "the program writes the tag %s itself; it writes %s"
                        .formatted(key, String.join(", ", new TreeSet<>(OF_THE_PROGRAM)));
    }

    /** A key as IAM compares it. */
    public static String withoutCapitals(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
