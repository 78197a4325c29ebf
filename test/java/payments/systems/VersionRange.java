package payments.systems;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.List;

/**
 * A constraint of Terraform on versions, such as {@code >= 5.100, < 7.0}.
 *
 * @param parts its conditions, which all hold
 */
record VersionRange(List<String> parts) {
    static VersionRange of(String constraint) {
        return new VersionRange(
                Arrays.stream(constraint.split(",", -1)).map(String::strip).toList());
    }

    /** Whether a version holds all conditions. */
    boolean accepts(String version) {
        return parts.stream().allMatch(part -> accepts(part, Version.parse(version)));
    }

    private static boolean accepts(String part, Version version) {
        String[] words = part.split(" ", 2);
        int order = version.compareTo(Version.parse(words.length == 2 ? words[1].strip() : words[0]));
        return switch (words[0]) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            case "~>" -> order >= 0 && version.compareTo(Version.parse(next(words[1]))) < 0;
            default -> order == 0;
        };
    }

    /** The first version that {@code ~>} leaves out: the part before the last one, plus one. */
    private static String next(String version) {
        String[] numbers = version.strip().split("\\.", -1);
        numbers[numbers.length - 2] = Integer.toString(Integer.parseInt(numbers[numbers.length - 2]) + 1);
        return String.join(".", Arrays.copyOf(numbers, numbers.length - 1));
    }
}
