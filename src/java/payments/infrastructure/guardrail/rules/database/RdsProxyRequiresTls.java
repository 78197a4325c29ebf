package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The proxy refuses plain connections; it accepts them by default.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html">AWS: RDS Proxy</a>
 */
@Guardrail(
        id = "rds-proxy-tls",
        severity = Severity.HIGH,
        expects = "TLS demanded of every client",
        fix = "set require_tls to true",
        why = "A client that forgets TLS would send payments and passwords readable",
        pci = "4.2.1",
        sources = "RDS.43")
final class RdsProxyRequiresTls extends ResourceRule {

    RdsProxyRequiresTls() {
        super("aws_db_proxy");
    }

    @Override
    protected void judge(Resource proxy, Verdicts verdicts) {
        verdicts.require(proxy, "require_tls", Value::isTrue);
    }
}
