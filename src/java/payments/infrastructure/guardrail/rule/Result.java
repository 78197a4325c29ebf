package payments.infrastructure.guardrail.rule;

import java.util.Locale;

/**
 * What one rule says about one subject.
 *
 * @param rule the rule
 * @param verdict its verdict
 * @param subject what was judged
 * @param qualifier distinguishes several findings of one rule on one subject, such as {@code Action::s3:*}; empty when there is
 *     one
 * @param attribute the path of the attribute that decided; empty when none did
 * @param value what stands there, fit to be shown: never a secret
 * @param expected what should be there
 */
public record Result(
        RuleDefinition rule,
        Verdict verdict,
        Subject subject,
        String qualifier,
        String attribute,
        String value,
        String expected) {

    /** The same with another verdict. */
    public Result as(Verdict other) {
        return new Result(rule, other, subject, qualifier, attribute, value, expected);
    }

    /** One line that says what, where, what is expected, why it matters and what to change. */
    public String message() {
        String name = qualifier.isEmpty() ? rule.id() : rule.id() + "[" + qualifier + "]";
        String what = attribute.isEmpty() ? "" : ": " + attribute + " = " + value;
        String pci = rule.pci().isEmpty() ? "" : "; PCI DSS " + String.join(", ", rule.pci());
        return "%s [%s] %s (%s)%s; expected %s%s; fix: %s"
                .formatted(
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        name,
                        subject.path(),
                        subject.address(),
                        what,
                        expected,
                        pci,
                        rule.fix());
    }
}
