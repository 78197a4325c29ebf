package payments.infrastructure.guardrail.rules.dns;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on names and certificates. */
public final class DnsRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new Route53QueriesLogged(),
            new Route53HealthCheckReal(),
            new Route53FailoverComplete(),
            new AcmCertificateSane(),
            new Route53RecordAccepted(),
            new Route53HealthCheckAccepted());

    private DnsRules() {}
}
