package payments.infrastructure.config.deployment;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;

/**
 * A finding of the guardrails that this deployment accepts for a time, on one construct or for one reason on several.
 * Each is named exactly: there is no pattern, so that nothing is accepted without review.
 *
 * @param rule the rule's id
 * @param path path of the construct, as the finding names it; null where there are several
 * @param paths the constructs' paths where there are several, each counted as a suppression of its own; null where there is one
 * @param finding what distinguishes this finding from others of the rule on the construct; as the message shows it in brackets
 * @param reason why it may be so
 * @param owner who answers for it
 * @param control what protects instead
 * @param expires the last day on which it counts, such as 2027-06-30
 * @param optional whether it may cover nothing without a warning
 */
public record SuppressionSettings(
        @Matches(value = "[a-z0-9]+(-[a-z0-9]+)*", says = "the id of a rule, such as s3-replication")
        @Describe("Rule whose finding is accepted")
        String rule,

        @Matches(value = EXACT, says = EXACT_SAYS)
        @Describe("Path of the construct, as the finding names it; either this or paths")
        @Nullable String path,

        @Size(min = 2, max = 200) @Describe("Paths of several constructs, where all of the rest is true of each")
        @Nullable List<String> paths,

        @Describe("Qualifier of the finding, where its message has one in brackets") @Nullable String finding,

        @Matches(value = "(?=\\s*[^\\s])[\\s\\S]{20,1000}", says = "20 to 1000 characters that explain why")
        @Describe("Why it may be so")
        String reason,

        @Matches(value = "(?=\\s*[^\\s]).{2,100}", says = "2 to 100 characters") @Describe("Who answers for it")
        String owner,

        @Matches(
                value = "(?=\\s*[^\\s])[\\s\\S]{10,1000}",
                says = "10 to 1000 characters that say what protects instead")
        @Describe("What protects instead")
        String control,

        @Describe("Last day on which it counts") LocalDate expires,

        @Fallback("false")
        @Describe("Whether it may cover nothing, because a setting decides whether there is anything to accept")
        boolean optional)
        implements Validated {

    private static final String EXACT = "[^*]{1,400}";
    private static final String EXACT_SAYS = "the exact path of one construct, without wildcard";

    public SuppressionSettings {
        paths = paths == null ? null : List.copyOf(paths);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if ((path == null) == (paths == null)) {
            contradictions.add(
                    "the suppression of %s has %s; give one construct as path or several as paths"
                            .formatted(rule, path == null ? "neither path nor paths" : "both path and paths"),
                    "paths",
                    "path");
        }
        for (int i = 0; paths != null && i < paths.size(); i++) {
            String one = paths.get(i);
            if (!one.matches(EXACT)) {
                contradictions.add(
                        "paths names '%s'; allowed: %s".formatted(one, EXACT_SAYS), "paths[%d]".formatted(i));
            }
            if (paths.indexOf(one) < i) {
                contradictions.add(
                        "the suppression of %s names the path %s twice; name each once".formatted(rule, one),
                        "paths[%d]".formatted(i));
            }
        }
    }

    /** The paths of the constructs, one or several. */
    public List<String> constructs() {
        return paths != null ? paths : List.of(Objects.requireNonNull(path, "one of the two is there"));
    }

    /** The last day on which it counts. */
    public LocalDate lastDay() {
        return expires;
    }
}
