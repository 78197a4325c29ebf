package payments.infrastructure.guardrail;

import java.time.LocalDate;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;

/**
 * One finding that is accepted for a time.
 *
 * @param rule the rule's id, exactly
 * @param path the construct's path, exactly
 * @param finding the finding's qualifier, exactly; empty when the finding has none
 * @param reason why it may be so
 * @param owner who answers for it
 * @param control what protects instead
 * @param expires the last day on which it counts
 * @param optional whether it may cover nothing, since a setting decides whether there is something to cover
 */
public record Suppression(
        String rule,
        String path,
        String finding,
        String reason,
        String owner,
        String control,
        LocalDate expires,
        boolean optional) {
    /** One that covers a finding, or is no longer needed. */
    public Suppression(
            String rule, String path, String finding, String reason, String owner, String control, LocalDate expires) {
        this(rule, path, finding, reason, owner, control, expires, false);
    }

    /** Whether findings of a rule may be accepted at all. */
    public static boolean isPossibleFor(RuleDefinition rule) {
        return rule.severity() != Severity.CRITICAL;
    }

    boolean covers(Result result) {
        return rule.equals(result.rule().id())
                && path.equals(result.subject().path())
                && finding.equals(result.qualifier());
    }
}
