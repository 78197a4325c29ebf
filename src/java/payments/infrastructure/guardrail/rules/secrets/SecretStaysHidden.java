package payments.infrastructure.guardrail.rules.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Assignment;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.secret.SecretName;

/**
 * A generated or stored secret goes only where AWS hides it: into Secrets Manager, a secure parameter, the password of a database. In
 * variables, user data, tags, task definitions and outputs that are not sensitive everybody with a right to look reads it. A password
 * comes from nothing that plans and logs show, such as {@code random_string}. Variables of functions have a rule of their own.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/manage-sensitive-data">Terraform: sensitive data</a>
 */
@Guardrail(
        id = "secret-stays-hidden",
        severity = Severity.HIGH,
        expects = "secrets in places alone that AWS and Terraform hide",
        fix = "pass the ARN of the secret, mark the output as sensitive, and generate passwords with random_password",
        why = "Descriptions, variables and outputs are read by many more than the secret is for",
        pci = {"8.3.2", "8.6.2"},
        sources = "ours: public checks look for texts, and not where a generated secret goes")
final class SecretStaysHidden extends Rule {
    /** Where everybody reads who may describe the resource, whatever a member is called. */
    private static final Set<String> PLAIN = Set.of(
            "command",
            "container_definitions",
            "default_arguments",
            "description",
            "environment",
            "environment_variable",
            "environment_variables",
            "metadata",
            "runtime_environment_variables",
            "tags",
            "user_data",
            "user_data_base64",
            "variables");

    /** Where AWS itself holds secrets, beside arguments that are called so. */
    private static final Set<String> HIDDEN = Set.of(
            "authentication_mode",
            "custom_header",
            "http_header",
            "key_material",
            "passwords",
            "plaintext",
            "plaintext_wo",
            "search_string",
            "secrets");

    /** Arguments that stand neither in the plan nor in the state. */
    private static final String WRITE_ONLY = "_wo";

    /** What makes secrets from others and hides them too. */
    private static final Pattern MAKERS = Pattern.compile("(?:random|tls|time|htpasswd|pkcs12|acme|vault)_.*");

    /** Such an argument is sensitive by the provider's own word. */
    private static final Map<String, Set<String>> SENSITIVE = Map.of(
            "local_sensitive_file", Set.of("content", "content_base64"),
            "aws_acm_certificate", Set.of("private_key"));

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            Predicate<String> likely = SecretOrigin.likely(stack);
            for (Resource resource : stack.resources()) {
                if (resource.kind() != Resource.Kind.MANAGED
                        || MAKERS.matcher(resource.type()).matches()) {
                    continue;
                }
                List<Assignment> assignments = Assignment.of(resource, likely);
                List<Assignment> open = assignments.stream()
                        .filter(place -> isOpen(resource, place) && SecretOrigin.isIn(place.value(), place.written()))
                        .toList();
                List<Assignment> shown = assignments.stream()
                        .filter(place ->
                                isPassword(resource, place) && SecretOrigin.isShown(place.value(), place.written()))
                        .toList();
                if (!open.isEmpty() || !shown.isEmpty()) {
                    judging.about(Subject.of(resource), verdicts -> report(open, shown, verdicts));
                }
            }
            judging.about(Subject.of(stack), verdicts -> {
                outputs(stack)
                        .forEach(name -> verdicts.fail(
                                name, "output." + name + ".value", "a secret", "sensitive = true, or no such output"));
                verdicts.pass("", "nothing else shows a secret");
            });
        }
    }

    private static void report(List<Assignment> open, List<Assignment> shown, Verdicts verdicts) {
        Set<String> reported = new HashSet<>();
        for (Assignment place : open) {
            if (reported.add(place.path())) {
                verdicts.failSecret(place.path(), "a secret that is not hidden here", place.written());
            }
        }
        for (Assignment place : shown) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.MEDIUM, place.path()),
                    place.path(),
                    "something random that plans and logs show",
                    "random_password, or a password that AWS manages");
        }
    }

    private static Stream<String> outputs(Stack stack) {
        JsonNode outputs = stack.root().path("output");
        return Assignment.of(stack.section("output"), SecretOrigin.likely(stack)).stream()
                .filter(place ->
                        place.names().size() > 1 && place.names().get(1).equals("value"))
                .filter(place ->
                        !outputs.path(place.names().get(0)).path("sensitive").asBoolean())
                .filter(place -> SecretOrigin.isIn(place.value(), place.written()))
                .map(place -> place.names().get(0))
                .distinct();
    }

    private static boolean isOpen(Resource resource, Assignment place) {
        List<String> names = place.names();
        if (resource.type().equals("aws_lambda_function") && names.get(0).equals("environment")) {
            return false;
        }
        if (resource.type().equals("aws_ssm_parameter") && names.get(0).startsWith("value")) {
            return !resource.attribute("type").is("SecureString");
        }
        if (names.get(0).equals("provisioner")) {
            // A connection is made with a password; a command shows it.
            return names.contains("command") || names.contains("inline");
        }
        Set<String> sensitive = SENSITIVE.getOrDefault(resource.type(), Set.of());
        boolean hidden = names.stream()
                .anyMatch(name -> SecretName.is(name)
                        || HIDDEN.contains(name)
                        || name.endsWith(WRITE_ONLY)
                        || sensitive.contains(name));
        boolean plain =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(PLAIN::contains);
        boolean secretOfTask = names.contains("container_definitions") && names.contains("secrets");
        return !secretOfTask && (plain || !hidden);
    }

    private static boolean isPassword(Resource resource, Assignment place) {
        String name = place.names().get(place.names().size() - 1);
        return resource.type().startsWith("aws_")
                && place.names().size() == 1
                && (name.equals("password") || name.equals("master_password") || name.equals("auth_token"));
    }
}
