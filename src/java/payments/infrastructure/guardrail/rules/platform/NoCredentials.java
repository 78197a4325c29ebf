package payments.infrastructure.guardrail.rules.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.secret.SecretName;

/**
 * Providers and backends take their rights from a role. A state in S3 is encrypted with a key of ours and locked, because it
 * holds whatever the platform knows; a local state is for trials, and other backends see to it themselves.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Terraform: backend S3</a>
 */
@Guardrail(
        id = "no-provider-credentials",
        severity = Severity.CRITICAL,
        expects =
                "no access_key, secret_key, token or password in a provider or backend; an S3 backend with encrypt, and use_lockfile or dynamodb_table",
        fix = "assume a role; set the two arguments of the backend",
        why = "Keys in configuration are keys for every reader of it",
        pci = "8.6.2",
        sources = "CKV_AWS_41")
final class NoCredentials extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            stack.providers()
                    .forEach(provider -> judging.about(Subject.of(provider), verdicts -> {
                        requireNone(provider, "", verdicts);
                        requireNoneWritten(provider, provider.body(), "", verdicts);
                        verdicts.pass("", "takes its rights from outside");
                    }));
            judging.about(Subject.of(stack), verdicts -> judgeBackend(stack.terraform(), verdicts));
        }
    }

    private void requireNone(Block block, String prefix, Verdicts verdicts) {
        block.body().fieldNames().forEachRemaining(name -> {
            if (SecretName.is(name) && block.has(name)) {
                verdicts.fail(name, prefix + name, "(not shown)");
            }
        });
    }

    /** In a block, such as that of a role: a value that is computed may be a token that lives for minutes. */
    private void requireNoneWritten(Block provider, JsonNode body, String prefix, Verdicts verdicts) {
        body.properties().stream()
                .filter(member ->
                        member.getValue().isContainerNode() && !member.getKey().endsWith("tags"))
                .forEach(member -> (member.getValue().isArray() ? member.getValue() : List.of(member.getValue()))
                        .forEach(block -> {
                            String path = prefix + member.getKey() + ".";
                            block.properties().stream()
                                    .filter(inner -> inner.getValue().isTextual()
                                            && SecretName.is(inner.getKey())
                                            && provider.attribute(path + inner.getKey())
                                                    .isKnown())
                                    .forEach(inner ->
                                            verdicts.fail(path + inner.getKey(), path + inner.getKey(), "(not shown)"));
                            requireNoneWritten(provider, block, path, verdicts);
                        }));
    }

    private void judgeBackend(Block terraform, Verdicts verdicts) {
        terraform
                .blocks("backend")
                .forEach(backend -> backend.body().fieldNames().forEachRemaining(kind -> backend.blocks(kind)
                        .forEach(settings -> requireNone(settings, "backend." + kind + ".", verdicts))));
        List<Block> stores = terraform.blocks("backend.s3");
        if (stores.isEmpty()) {
            verdicts.notApplicable("the state is not in S3");
        }
        for (Block settings : stores) {
            demand(verdicts, settings, "encrypt", settings.attribute("encrypt").isTrue());
            demand(
                    verdicts,
                    settings,
                    "use_lockfile",
                    settings.attribute("use_lockfile").isTrue() || settings.has("dynamodb_table"));
        }
    }

    private void demand(Verdicts verdicts, Block settings, String attribute, boolean met) {
        String shown = "backend.s3." + attribute;
        if (met) {
            verdicts.pass(shown, settings.attribute(attribute));
        } else {
            verdicts.fail(attribute, shown, settings.attribute(attribute).toString());
        }
    }
}
