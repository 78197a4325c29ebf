package payments.infrastructure.config;

import java.util.Collection;

/** Problems of accepted findings. */
final class SuppressionErrors {
    private SuppressionErrors() {}

    static Problem unknownRule(Position at, String id, Collection<String> ids) {
        return Messages.problem(
                at,
                "there is no rule '%s'".formatted(PlainText.value(id)),
                "the id of a rule in main/docs/guardrails.md",
                Messages.meant(id, ids, "remove the suppression"));
    }

    static Problem criticalRule(Position at, String id) {
        return Messages.problem(
                at,
                "findings of '%s' are critical, which cannot be accepted".formatted(id),
                "suppressions of rules that are not critical",
                "mend what the rule finds, and remove the suppression");
    }

    static Problem acceptedTwice(Position at, String rule, String path, Position first) {
        return Messages.problem(
                at,
                "the finding of '%s' on '%s' is already accepted in line %d"
                        .formatted(rule, PlainText.value(path), first.line()),
                "each finding once",
                "remove one of them");
    }

    static Problem noSuchStack(Position at, String stack, Collection<String> stacks) {
        return Messages.problem(
                at,
                "no stack of this deployment is called '%s'".formatted(PlainText.value(stack)),
                "a path that starts with one of " + Messages.list(stacks),
                Messages.meant(stack, stacks, "correct the path, or remove the suppression"));
    }
}
