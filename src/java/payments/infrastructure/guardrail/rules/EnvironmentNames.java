package payments.infrastructure.guardrail.rules;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * The names of the resources of an environment, with and without the word of the environment in them: a name that differs from one of
 * them in that word alone is the name of the same thing in another environment.
 *
 * @param written as they are
 * @param forms with a mark in place of the word; names without such a word are left out
 */
public record EnvironmentNames(Set<String> written, Set<String> forms) {
    private static final Pattern ENVIRONMENT = Pattern.compile(
            "(?<![a-z0-9])(?:dev|develop|development|test|qa|uat|int|stage|staging|preprod|sandbox|prod|production|live)(?![a-z0-9])");

    private static final String MARK = "(environment)";

    /** The longest name of any resource. */
    private static final int LONGEST_NAME = 255;

    /** The mark and at least four signs more: less is a word by itself, such as the name of a stage. */
    private static final int SHORTEST_FORM = MARK.length() + 4;

    private static final EnvironmentNames NONE = new EnvironmentNames(Set.of(), Set.of());

    private static final Set<String> NAMING =
            Set.of("name", "bucket", "function_name", "identifier", "cluster_identifier", "replication_group_id");

    public EnvironmentNames {
        written = Set.copyOf(written);
        forms = Set.copyOf(forms);
    }

    private record Key() {}

    private record All(Map<String, EnvironmentNames> byEnvironment) {}

    /** The names of the environment of a resource; those of a program are read once. */
    public static EnvironmentNames of(Resource resource) {
        Program program = resource.stack().program();
        return program.once(All.class, new Key(), () -> new All(read(program)))
                .byEnvironment()
                .getOrDefault(resource.environment(), NONE);
    }

    private static Map<String, EnvironmentNames> read(Program program) {
        Map<String, Set<String>> written = program.resources()
                .filter(resource -> resource.kind() == Resource.Kind.MANAGED)
                .collect(Collectors.groupingBy(
                        Resource::environment, Collectors.flatMapping(EnvironmentNames::names, Collectors.toSet())));
        return written.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> withForms(entry.getValue())));
    }

    private static Stream<String> names(Resource resource) {
        return NAMING.stream().map(resource::attribute).filter(Value::isKnown).map(Value::text);
    }

    private static EnvironmentNames withForms(Set<String> written) {
        return new EnvironmentNames(
                written,
                written.stream()
                        .filter(name -> !form(name).equals(name))
                        .map(EnvironmentNames::form)
                        .collect(Collectors.toSet()));
    }

    /** Whether a text is the name of a resource of this environment but for the word of the environment. */
    public boolean haveInAnother(String text) {
        String form = form(text);
        return text.length() <= LONGEST_NAME
                && form.length() >= SHORTEST_FORM
                && !form.equals(text)
                && forms.contains(form)
                && !written.contains(text);
    }

    private static String form(String name) {
        return ENVIRONMENT.matcher(name).replaceAll(MARK);
    }
}
