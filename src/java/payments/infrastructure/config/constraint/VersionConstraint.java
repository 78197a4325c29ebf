package payments.infrastructure.config.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version constraint as Terraform reads it: conditions separated by commas, all of which a version must meet. Source:
 * Terraform language documentation, "Version Constraints".
 *
 * @param conditions the conditions
 */
record VersionConstraint(List<Condition> conditions) {
    /** The first Terraform with write-only arguments, with which passwords do not enter the state. */
    private static final Version FIRST_TERRAFORM = new Version(1, 11, 0);

    /** The bindings of this program write the resources of version 5, which older ones do not know. */
    private static final Version FIRST_PROVIDER = new Version(5, 0, 0);

    private static final Pattern CONDITION = Pattern.compile(
            "\\s*(=|!=|>=|<=|>|<|~>)?\\s*([0-9]{1,5})(?:\\.([0-9]{1,5}))?(?:\\.([0-9]{1,5}))?(?:-[0-9A-Za-z.-]+)?\\s*");

    VersionConstraint {
        conditions = List.copyOf(conditions);
    }

    static @Nullable String violationOfTerraform(String text) {
        return violation(text, FIRST_TERRAFORM, "of Terraform from 1.11 on, which this program needs,");
    }

    static @Nullable String violationOfProvider(String text) {
        return violation(text, FIRST_PROVIDER, "of the provider from 5 on, which this program needs,");
    }

    private static @Nullable String violation(String text, Version first, String whose) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = CONDITION.matcher(part);
            if (!matcher.matches()) {
                return "Terraform reads a version constraint as conditions such as >= 1.11.0, with commas between them,"
                        + " and '%s' is none".formatted(part.strip());
            }
            conditions.add(Condition.of(matcher));
        }
        return new VersionConstraint(conditions).admitsSomethingFrom(first)
                ? null
                : "no version %s satisfies it".formatted(whose);
    }

    /** Conditions change their answer only at the versions that they name, so it is enough to try those and their next. */
    private boolean admitsSomethingFrom(Version first) {
        return Stream.concat(Stream.of(first), conditions.stream().map(Condition::version))
                .flatMap(version -> Stream.of(version, version.nextPatch(), version.nextMinor(), version.nextMajor()))
                .filter(version -> version.compareTo(first) >= 0)
                .anyMatch(version -> conditions.stream().allMatch(condition -> condition.admits(version)));
    }

    /**
     * One condition.
     *
     * @param operator how a version compares
     * @param version with which
     * @param parts how many parts of it were written, which {@code ~>} goes by
     */
    private record Condition(String operator, Version version, int parts) {
        static Condition of(Matcher matcher) {
            List<Integer> parts = Stream.of(2, 3, 4)
                    .map(matcher::group)
                    .filter(part -> part != null)
                    .map(Integer::valueOf)
                    .toList();
            return new Condition(
                    matcher.group(1) == null ? "=" : matcher.group(1),
                    new Version(parts.get(0), parts.size() > 1 ? parts.get(1) : 0, parts.size() > 2 ? parts.get(2) : 0),
                    parts.size());
        }

        boolean admits(Version other) {
            int compared = other.compareTo(version);
            return switch (operator) {
                case "=" -> compared == 0;
                case "!=" -> compared != 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                default ->
                    compared >= 0
                            && (parts == 1 || other.major() == version.major())
                            && (parts < 3 || other.minor() == version.minor());
            };
        }
    }

    private record Version(int major, int minor, int patch) implements Comparable<Version> {
        Version nextPatch() {
            return new Version(major, minor, patch + 1);
        }

        Version nextMinor() {
            return new Version(major, minor + 1, 0);
        }

        Version nextMajor() {
            return new Version(major + 1, 0, 0);
        }

        @Override
        public int compareTo(Version other) {
            return Arrays.compare(new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
        }
    }
}
