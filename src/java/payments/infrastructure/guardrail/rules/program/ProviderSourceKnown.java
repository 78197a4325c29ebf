package payments.infrastructure.guardrail.rules.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A provider is a program that runs with the rights of the deployment. One that HashiCorp publishes comes from HashiCorp and from a
 * public registry, or from a host that is declared as a partner. Another registry is a finding, and a publisher whom few know a
 * warning.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses">Terraform: source
 *     addresses</a>
 */
@Guardrail(
        id = "provider-source-known",
        severity = Severity.HIGH,
        expects = "providers of HashiCorp from HashiCorp, and others from a public registry and a known publisher",
        fix = "write the publisher's own source, such as hashicorp/aws, or declare the registry's host under partners",
        why = "A provider is a program of its publisher that runs with every right of the deployment",
        pci = {"6.3.2", "12.8.1"},
        sources = "ours: Terraform checks the signature of whom the source names, and not who that is")
final class ProviderSourceKnown extends Rule {
    private static final String PUBLISHER = "hashicorp";

    /** HashiCorp itself, the registry of OpenTofu, which has its providers, and the old name of no publisher. */
    private static final Set<String> SAME = Set.of(PUBLISHER, "opentofu", "-", "builtin");

    private static final Set<String> REGISTRIES =
            Set.of("registry.terraform.io", "registry.opentofu.org", "terraform.io");

    /** What HashiCorp publishes; no other publisher has reason to use these names. */
    private static final Set<String> OF_HASHICORP = Set.of(
            "archive",
            "aws",
            "awscc",
            "azuread",
            "azurerm",
            "cloudinit",
            "consul",
            "dns",
            "external",
            "google",
            "google-beta",
            "helm",
            "http",
            "kubernetes",
            "local",
            "null",
            "random",
            "template",
            "tfe",
            "time",
            "tls",
            "vault");

    /** Publishers that HashiCorp's registry lists as partners, or whose providers many programs have. */
    private static final Set<String> PUBLISHERS = Set.of(
            "aiven",
            "alekc",
            "argoproj-labs",
            "auth0",
            "cloudflare",
            "confluentinc",
            "cyrilgdn",
            "databricks",
            "datadog",
            "digitalocean",
            "elastic",
            "fastly",
            "gavinbunney",
            "gitlabhq",
            "grafana",
            "integrations",
            "kreuzwerker",
            "launchdarkly",
            "linode",
            "mongodb",
            "mongey",
            "newrelic",
            "ns1-terraform",
            "okta",
            "opsgenie",
            "pagerduty",
            "petoju",
            "redislabs",
            "sentry-io",
            "snowflakedb",
            "snowflake-labs",
            "splunk",
            "spacelift-io",
            "statuscakedev",
            "sumologic",
            "tailscale",
            "terraform-aws-modules",
            "terraform-lxc",
            "twilio",
            "vmware",
            "cloudposse",
            "carlpett",
            "hetznercloud",
            "oracle",
            "ovh",
            "paloaltonetworks",
            "snyk",
            "scalr",
            "env0",
            "jfrog",
            "kong",
            "rancher");

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        Set<String> partners = Set.copyOf(program.partners().stream()
                .filter(partner -> partner.form().equals("host"))
                .map(partner -> partner.name().toLowerCase(Locale.ROOT))
                .distinct()
                .toList());
        for (Stack stack : program.stacks()) {
            judging.about(Subject.of(stack), verdicts -> {
                sources(stack).forEach((name, source) -> judge(name, source, partners, verdicts));
                verdicts.pass("required_providers", "every source was looked at");
            });
        }
    }

    /** By local name; a name that several modules use for one source counts once. */
    private static Map<String, Value> sources(Stack stack) {
        Map<String, Value> sources = new LinkedHashMap<>();
        for (Block settings : stack.everywhere("terraform")) {
            for (Block required : settings.blocks("required_providers")) {
                required.body().fieldNames().forEachRemaining(name -> {
                    Value source = required.attribute(name + ".source");
                    if (source.isKnown()) {
                        sources.putIfAbsent(name + " " + source.text(), source);
                    }
                });
            }
        }
        return sources;
    }

    private static void judge(String key, Value source, Set<String> partners, Verdicts verdicts) {
        String name = key.substring(0, key.indexOf(' '));
        List<String> parts =
                Arrays.asList(source.text().strip().toLowerCase(Locale.ROOT).split("/", -1));
        String type = parts.get(parts.size() - 1);
        String publisher = parts.size() > 1 ? parts.get(parts.size() - 2) : PUBLISHER;
        String registry = parts.size() > 2 ? parts.get(0) : "registry.terraform.io";
        String attribute = "required_providers." + name + ".source";
        boolean ofHashiCorp = OF_HASHICORP.contains(type) || OF_HASHICORP.contains(name.toLowerCase(Locale.ROOT));
        if (partners.contains(registry)) {
            verdicts.pass(attribute, source);
        } else if (ofHashiCorp && (!SAME.contains(publisher) || !REGISTRIES.contains(registry))) {
            verdicts.fail(name, attribute, source.text(), PUBLISHER + "/" + type);
        } else if (!REGISTRIES.contains(registry)) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.MEDIUM, name),
                    attribute,
                    source.text(),
                    "a provider of a public registry, or the host " + registry + " under partners");
        } else if (!SAME.contains(publisher) && !PUBLISHERS.contains(publisher)) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, name),
                    attribute,
                    source.text(),
                    "a publisher that was reviewed: its program runs with the rights of the deployment");
        } else {
            verdicts.pass(attribute, source);
        }
    }
}
