package payments.infrastructure.guardrail.rules.platform;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on the program as a whole. */
public final class PlatformRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new NoCardNumbers(),
            new PartiesKnown(),
            new EnvironmentsApart(),
            new NoCredentials(),
            new RequiredTagsSet(),
            new ProductionStatefulGuarded(),
            new NoDanglingReference(),
            new ResourcePolicyNoStrangers(),
            new ResourcePolicyNoAdministration(),
            new EverythingRead());

    private PlatformRules() {}
}
