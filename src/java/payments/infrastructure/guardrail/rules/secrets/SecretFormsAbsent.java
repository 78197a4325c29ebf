package payments.infrastructure.guardrail.rules.secrets;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Text;
import payments.infrastructure.guardrail.model.Texts;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.secret.SecretName;
import payments.infrastructure.guardrail.secret.Secrets;

/**
 * No text anywhere is a secret: none by its form, none by the name under which it stands. Variables of functions and the arguments that
 * hold secrets by their nature have rules of their own. A finding says where and what kind of secret, never the value.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/manage-sensitive-data">Terraform: sensitive data</a>
 */
@Guardrail(
        id = "secret-forms-absent",
        severity = Severity.CRITICAL,
        expects = "no key, token, password or private key in any text, variable, local or output",
        fix = "revoke it, put a new one into Secrets Manager, and name its ARN",
        why = "Everybody who reads the repository, the plan or the state has the secret",
        pci = {"8.6.2", "3.6.1.2"},
        sources = {"CKV_SECRET_1 to CKV_SECRET_20", "ours: by name in locals, variables and outputs too"})
final class SecretFormsAbsent extends Rule {
    private static final List<String> SECTIONS =
            List.of("variable", "locals", "output", "module", "provider", "terraform");

    /** The member of a declaration that holds what its name is about. */
    private static final Set<String> HOLDERS = Set.of("default", "value", "Value");

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        // Regions and environments repeat most texts.
        Map<String, Optional<String>> forms = new HashMap<>();
        for (Stack stack : program.stacks()) {
            for (Resource resource : stack.resources()) {
                Map<String, Found> found =
                        found(Texts.of(resource).stream().filter(text -> !isJudgedElsewhere(resource, text)), forms);
                if (!found.isEmpty()) {
                    judging.about(Subject.of(resource), verdicts -> report(found, verdicts));
                }
            }
            Map<String, Found> found =
                    found(SECTIONS.stream().flatMap(section -> Texts.of(stack, section).stream()), forms);
            judging.about(Subject.of(stack), verdicts -> {
                report(found, verdicts);
                verdicts.pass("", "searched");
            });
        }
    }

    private static boolean isJudgedElsewhere(Resource resource, Text text) {
        boolean variables =
                resource.type().equals("aws_lambda_function") && text.path().startsWith("environment.");
        return variables || SecretNotWritten.judges(resource, text.names().get(0));
    }

    /**
     * A secret.
     *
     * @param what what kind it is
     * @param where the text that holds it
     */
    private record Found(String what, Text where) {}

    /** By path: the first secret in each attribute. */
    private static Map<String, Found> found(Stream<Text> texts, Map<String, Optional<String>> forms) {
        Map<String, Found> found = new LinkedHashMap<>();
        texts.forEach(
                text -> reason(text, forms).ifPresent(what -> found.putIfAbsent(text.path(), new Found(what, text))));
        return found;
    }

    private static Optional<String> reason(Text text, Map<String, Optional<String>> forms) {
        Optional<String> form = forms.computeIfAbsent(text.text(), Secrets::in);
        if (form.isPresent()) {
            return form;
        }
        List<String> names = text.names();
        String first = names.get(0);
        // Credentials of providers and backends are found where those are judged.
        boolean judged = first.equals("provider") || first.equals("terraform");
        boolean held = names.size() > 1 && HOLDERS.contains(text.name());
        String name = held ? names.get(names.size() - 2) : text.name();
        return !judged && SecretName.is(name) && Secrets.isNamed(name, text.text())
                ? Optional.of("a secret, as its name says")
                : Optional.empty();
    }

    private static void report(Map<String, Found> found, Verdicts verdicts) {
        found.forEach((path, secret) ->
                verdicts.failSecret(path, secret.what(), secret.where().text()));
    }
}
