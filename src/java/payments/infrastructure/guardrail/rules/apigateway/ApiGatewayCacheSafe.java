package payments.infrastructure.guardrail.rules.apigateway;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Answers of payment routes are not kept in a cache; public rules that demand one (CKV_AWS_120, AVD-AWS-0190) are not
 * followed. Every route but GET /health counts as one. Where a cache is on it is encrypted.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">AWS: caching</a>
 */
@Guardrail(
        id = "apigw-cache-safe",
        severity = Severity.MEDIUM,
        expects = "no cache on payment routes, and encryption where there is one",
        fix = "set caching_enabled to false",
        why = "A cache answers one client with another's payment",
        pci = {"3.5.1", "8.3.2"},
        sources = {
            "PCI.DSS.321-APIGWCacheEnabledAndEncrypted",
            "CKV_AWS_308",
            "AVD-AWS-0002",
            "APIGateway.5",
            "API_GW_CACHE_ENABLED_AND_ENCRYPTED"
        })
final class ApiGatewayCacheSafe extends ResourceRule {
    ApiGatewayCacheSafe() {
        super("aws_api_gateway_method_settings");
    }

    @Override
    protected void judge(Resource settings, Verdicts verdicts) {
        Value caching = settings.attribute("settings.caching_enabled");
        String path = settings.attribute("method_path").text();
        if (caching.isAbsent() || caching.isFalse()) {
            verdicts.pass("settings.caching_enabled", caching);
        } else if (caching.isUnknown()) {
            verdicts.unknown("settings.caching_enabled", caching);
        } else {
            if (!path.matches("/?health/GET")) {
                verdicts.fail("cache", "settings.caching_enabled", "true on " + path, "no cache but on health/GET");
            }
            verdicts.require(settings, "settings.cache_data_encrypted", Value::isTrue);
        }
    }
}
