package payments.infrastructure.guardrail.rules;

import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/** What rules say about a route that anyone may call. */
public final class OpenRoutes {
    /** The rules that find open routes. */
    public static final Set<String> RULES = Set.of("apigw-auth", "alb-auth");

    private OpenRoutes() {}

    /**
     * Says that a route is open. In the cardholder data environment that is critical, so that nothing can accept it (PCI DSS 7.3.1);
     * elsewhere its owner may.
     */
    public static void failOpen(Resource route, String attribute, String found, String expected, Verdicts verdicts) {
        if (route.isCardholderData()) {
            verdicts.fail(
                    Severity.CRITICAL,
                    attribute,
                    found,
                    expected
                            + "; in the cardholder data environment (pci-scope cde, or no such tag) that cannot be accepted");
        } else {
            verdicts.fail("", attribute, found, expected);
        }
    }
}
