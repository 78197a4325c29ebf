package payments.infrastructure.guardrail.rules.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Provider;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What deploys has every right, so each request of a provider goes to AWS itself, over TLS whose certificate is looked at, with
 * an account that was checked. That holds for the arguments of other providers and of backends that switch certificates off too.
 * An endpoint on this machine is for trials and warns. {@code skip_region_validation} and {@code skip_metadata_api_check} weaken
 * nothing: a wrong region answers nobody.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference">Terraform: arguments of the
 *     AWS provider</a>
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints">Terraform: custom
 *     service endpoints</a>
 */
@Guardrail(
        id = "provider-asks-aws",
        severity = Severity.HIGH,
        expects = "requests to AWS itself, by TLS with a certificate that is checked, and an account that is checked",
        fix = "remove the argument; for a private endpoint name its vpce host",
        why = "What deploys has every right: who can answer or read its requests has them too",
        pci = {"4.2.1", "8.6.2"},
        sources = "ours: public checks look at keys in providers only")
final class ProviderAsksAws extends Rule {
    private static final Pattern SWITCHED_ON = Pattern.compile(
            "(?:.*_)?insecure(?:_.*)?|allow_unverified_(?:ssl|tls)|(?:tls|ssl)_skip_verify|skip_(?:tls|ssl|cert|certificate)_?(?:verify|verification|check|validation)"
                    + "|no_verify_ssl|disable_(?:tls|ssl)(?:_.*)?");

    private static final Pattern SWITCHED_OFF = Pattern.compile(
            "(?:ssl|tls)_verify|verify_(?:ssl|tls|certs?|certificates?)|validate_certs?|use_(?:ssl|tls|https)");

    /** How PostgreSQL's clients say that no certificate is looked at. */
    private static final Set<String> UNVERIFIED = Set.of("disable", "allow", "prefer");

    /** Calls with wrong credentials fail anyway, only later. */
    private static final String LATER = "skip_credentials_validation";

    private static final Map<String, String> UNCHECKED = Map.of(
            LATER,
            "credentials that are asked for at once",
            "skip_requesting_account_id",
            "the account number, with which ARNs are made and accounts are refused");

    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "custom_ca_bundle");

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            stack.providers()
                    .forEach(provider -> judging.about(Subject.of(provider), verdicts -> {
                        judgeTls(provider, "", provider.body(), verdicts);
                        if (provider.address()
                                .replaceFirst("^(module\\..*\\.)", "")
                                .startsWith("aws")) {
                            judgeAws(provider, verdicts);
                        }
                        verdicts.pass("", "nothing else leads away from AWS");
                    }));
            judging.about(Subject.of(stack), verdicts -> {
                Block settings = stack.terraform();
                judgeTls(settings, "", settings.body().path("backend"), verdicts);
                judgeStore(settings, verdicts);
                verdicts.pass("", "the state goes over TLS");
            });
        }
    }

    private static void judgeTls(Block block, String prefix, JsonNode body, Verdicts verdicts) {
        if (body.isArray()) {
            body.forEach(element -> judgeTls(block, prefix, element, verdicts));
            return;
        }
        body.properties().forEach(argument -> {
            String name = argument.getKey().toLowerCase(Locale.ROOT);
            String path = prefix + argument.getKey();
            JsonNode written = argument.getValue();
            if (written.isContainerNode() && !name.endsWith("tags")) {
                judgeTls(block, path + ".", written, verdicts);
                return;
            }
            Value value = block.attribute((block instanceof Provider ? "" : "backend.") + path);
            boolean weak = (SWITCHED_ON.matcher(name).matches() && value.isTrue())
                    || (SWITCHED_OFF.matcher(name).matches() && value.isFalse())
                    || (name.equals("sslmode") && value.isOneOf(UNVERIFIED));
            if (weak) {
                String shown = (block instanceof Provider ? "" : "backend.") + path;
                verdicts.fail(shown, shown, value.text(), "a certificate that is checked");
            }
        });
    }

    private static void judgeAws(Provider provider, Verdicts verdicts) {
        List<Endpoint> kinds = new ArrayList<>();
        provider.blocks("endpoints").forEach(block -> block.body().fieldNames().forEachRemaining(service -> {
            Value address = block.attribute(service);
            Endpoint kind = Endpoint.of(address.text());
            kinds.add(kind);
            judgeEndpoint("endpoints." + service, address, kind, verdicts);
        }));
        Value metadata = provider.attribute("ec2_metadata_service_endpoint");
        judgeEndpoint("ec2_metadata_service_endpoint", metadata, Endpoint.of(metadata.text()), verdicts);
        boolean trial = !kinds.isEmpty() && kinds.stream().allMatch(kind -> kind == Endpoint.LOCAL);
        if (trial) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, "trial"),
                    "endpoints",
                    "endpoints of this machine alone",
                    "AWS's own endpoints, where it is no trial");
            return;
        }
        UNCHECKED.forEach((argument, expected) -> {
            if (provider.attribute(argument).isTrue()) {
                Severity severity = argument.equals(LATER) ? Severity.LOW : Severity.MEDIUM;
                verdicts.fail(new Verdicts.Finding(severity, argument), argument, "true", expected);
            }
        });
        for (String proxy : PROXIES) {
            Value value = provider.attribute(proxy);
            if (value.isKnown() && !value.text().isEmpty()) {
                verdicts.fail(
                        new Verdicts.Finding(Severity.LOW, proxy),
                        proxy,
                        value.text(),
                        "a proxy or an authority that was reviewed: it may read what is deployed");
            }
        }
    }

    private static void judgeEndpoint(String path, Value address, Endpoint kind, Verdicts verdicts) {
        if (kind == Endpoint.PLAIN) {
            verdicts.fail(path, path, address.text(), "https://");
        } else if (kind == Endpoint.STRANGER) {
            verdicts.fail(path, path, address.text(), "an endpoint of AWS's own, or none");
        }
    }

    /** A state is sent as it is to the backend's address. */
    private static void judgeStore(Block settings, Verdicts verdicts) {
        for (String argument : List.of("backend.http.address", "backend.s3.endpoint", "backend.s3.endpoints.s3")) {
            String address = settings.attribute(argument).text();
            if (address.startsWith("http://") && Endpoint.of(address) != Endpoint.LOCAL) {
                verdicts.fail(argument, argument, address, "https://");
            }
        }
    }
}
