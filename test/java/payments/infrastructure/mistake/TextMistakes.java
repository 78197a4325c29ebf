package payments.infrastructure.mistake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.naming.ResourceName;

/** Mistakes in texts: each check gives a sentence for each place where one is. */
final class TextMistakes {
    private static final Pattern SECRET =
            Pattern.compile("(?i)password|passwd|secret_string|private_key|auth_token|\\.secret_binary");
    private static final Pattern JDBC_PASSWORD = Pattern.compile("(?i)jdbc:[^\"\\s]*password=");

    /** An address of a person, or a number long enough to be one's telephone, account or card. */
    private static final Pattern PERSONAL = Pattern.compile("@|\\+?[0-9][0-9 .-]{7,}[0-9]");

    private static final Pattern EXACT = Pattern.compile(
            "arn:aws:(iam(?=::[^:\"]+:role/)|sqs|sns):([a-z0-9-]*):[^:\"]+:(?:role/)?([A-Za-z0-9_-]+)(?=[\"\\\\])");

    private static final Map<String, List<String>> NAMED = Map.of(
            "iam", List.of("aws_iam_role", "name"),
            "sqs", List.of("aws_sqs_queue", "name"),
            "sns", List.of("aws_sns_topic", "name"));

    private TextMistakes() {}

    /** M38: a secret where it is shown: an output that is not marked, a variable's default, an address of a database. */
    static List<String> secrets(Program program) {
        List<String> faults = new ArrayList<>();
        for (Stack stack : program.stacks()) {
            JsonNode root = stack.root();
            root.path("output").properties().forEach(output -> {
                boolean marked = output.getValue().path("sensitive").asBoolean();
                if (!marked && SECRET.matcher(output.getValue().toString()).find()) {
                    faults.add("%s shows its output %s".formatted(stack.name(), output.getKey()));
                }
            });
            root.path("variable").properties().forEach(variable -> {
                if (SECRET.matcher(variable.getKey()).find()
                        && variable.getValue().has("default")) {
                    faults.add("%s holds a default of %s".formatted(stack.name(), variable.getKey()));
                }
            });
            if (JDBC_PASSWORD.matcher(root.toString()).find()) {
                faults.add(stack.name() + " holds a password in the address of a database");
            }
        }
        program.resources()
                .filter(resource -> resource.has("user_data"))
                .forEach(resource -> faults.add(resource + " has user data, which everybody on it can read"));
        return faults;
    }

    /** M47: tags and names are copied into bills, logs and error messages, so they may name no person. */
    static List<String> persons(Program program) {
        List<String> faults = new ArrayList<>();
        program.resources().forEach(resource -> resource.tags().forEach((key, value) -> {
            if (PERSONAL.matcher(key + " " + value.replaceAll("\\$\\{[^}]*}", ""))
                    .find()) {
                faults.add("%s has the tag %s = %s".formatted(resource, key, value));
            }
        }));
        for (List<String> named : List.of(List.of("aws_s3_bucket", "bucket"), List.of("aws_sqs_queue", "name"))) {
            for (Resource resource : program.resources(named.get(0))) {
                String name = resource.attribute(named.get(1)).text();
                String project = resource.tags().getOrDefault("Project", "?");
                if (Arrays.stream(ResourceName.values())
                        .noneMatch(known -> name.startsWith("%s-%s-".formatted(project, known.role())))) {
                    faults.add("%s is called %s, which is no name of ours".formatted(resource, name));
                }
            }
        }
        return faults;
    }

    /** M50: a name of a role, queue or topic in another stack behind which there is nothing. */
    static List<String> names(Program program) {
        Map<String, Set<String>> known = NAMED.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        named -> program.resources(named.getValue().get(0)).stream()
                                .map(resource -> place(named.getKey(), resource.region())
                                        + resource.attribute(named.getValue().get(1))
                                                .text())
                                .collect(Collectors.toCollection(TreeSet::new))));
        Set<String> faults = new TreeSet<>();
        for (Stack stack : program.stacks()) {
            Matcher matcher = EXACT.matcher(stack.root().toString());
            while (matcher.find()) {
                String name = place(matcher.group(1), matcher.group(2)) + matcher.group(3);
                if (!known.getOrDefault(matcher.group(1), Set.of()).contains(name)) {
                    faults.add("%s names %s, which nobody makes".formatted(stack.name(), matcher.group()));
                }
            }
        }
        return List.copyOf(faults);
    }

    private static String place(String service, String region) {
        return service.equals("iam") ? "" : region + " ";
    }
}
