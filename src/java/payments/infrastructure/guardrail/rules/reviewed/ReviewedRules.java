package payments.infrastructure.guardrail.rules.reviewed;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rule that asks whether everything was reviewed. */
public final class ReviewedRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(new PlatformReviewed());

    private ReviewedRules() {}
}
