package payments.infrastructure.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One finding of the guardrails that this deployment accepts for a time. Always one exact finding: there is no pattern.
 *
 * @param rule the rule's id
 * @param path path of the construct, as the finding names it
 * @param finding what tells this finding from others of the rule on the construct; as the message shows it in brackets
 * @param reason why it may be so
 * @param owner who answers for it
 * @param control what protects instead
 * @param expires the last day on which it counts, such as 2027-06-30
 */
public record SuppressionSettings(
        @Matches(value = "[a-z0-9]+(-[a-z0-9]+)*", says = "the id of a rule, such as s3-replication")
        @Describe("Rule whose finding is accepted")
        String rule,

        @Matches(value = "[^*]{1,400}", says = "the exact path of one construct, without wildcard")
        @Describe("Path of the construct, as the finding names it")
        String path,

        @Describe("Qualifier of the finding, where its message has one in brackets") @Nullable String finding,

        @Matches(value = "(?s).{20,1000}", says = "20 to 1000 characters that explain why")
        @Describe("Why it may be so")
        String reason,

        @Matches(value = ".{2,100}", says = "2 to 100 characters") @Describe("Who answers for it")
        String owner,

        @Matches(value = "(?s).{10,1000}", says = "10 to 1000 characters that say what protects instead")
        @Describe("What protects instead")
        String control,

        @Matches(value = "[0-9]{4}-[0-9]{2}-[0-9]{2}", says = "a day as year-month-day, such as 2027-06-30")
        @Describe("Last day on which it counts")
        String expires) {

    public SuppressionSettings {
        Constraints.check(SuppressionSettings.class, rule, path, finding, reason, owner, control, expires);
        day(expires);
    }

    /** The last day on which it counts. */
    public LocalDate lastDay() {
        return day(expires);
    }

    private static LocalDate day(String expires) {
        try {
            return LocalDate.parse(expires);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expires is '%s', which is no day of the calendar; write it as year-month-day".formatted(expires),
                    e);
        }
    }
}
