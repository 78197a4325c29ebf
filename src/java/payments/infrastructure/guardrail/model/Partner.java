package payments.infrastructure.guardrail.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else whom the deployment declares, so that a program may name them.
 *
 * @param form what the name is: account, arn, bucket, host, and so on
 * @param name the account number, ARN, bucket or host
 * @param reason what they are there for
 * @param until the last day on which it counts; null without end
 */
public record Partner(
        String form, String name, String reason, @Nullable LocalDate until) {
    /** The reason of what is not declared, since a setting names it: where alarms are mailed, the other regions. */
    public static final String NAMED_BY_SETTING = "named by a setting of the deployment";

    /** Whether it was declared as a partner, and is not only named by a setting. */
    public boolean isDeclared() {
        return !reason.equals(NAMED_BY_SETTING);
    }

    /** Whether the other one is the same party, for whatever reason and until whatever day. */
    public boolean isSameParty(Partner other) {
        return form.equals(other.form) && name.equals(other.name);
    }

    @Override
    public String toString() {
        return form + " " + name;
    }
}
