package payments.systems;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/**
 * Compares an argument of the Terraform JSON with what a contract file says of it. A reference is written without the
 * resource's logical id, as {@code {aws_vpc.id}}; a text that begins with {@code ~ } is a regular expression.
 */
final class Expected {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(aws_\\w+)\\.([\\w-]+)\\.(\\w+)}");
    private static final String ACCOUNT = "${data.aws_caller_identity.account.account_id}";
    private static final String PATTERN = "~ ";

    private Expected() {}

    /** A text with its references as a contract file writes them. */
    static String folded(String text) {
        return REFERENCE.matcher(text.replace(ACCOUNT, "{account}")).replaceAll("{$1.$3}");
    }

    /** Whether an argument is what was expected. */
    static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.asText().startsWith(PATTERN)) {
            String text = actual.isTextual() ? actual.asText() : actual.toString();
            return !actual.isMissingNode()
                    && Pattern.compile(expected.asText().substring(PATTERN.length()))
                            .matcher(text)
                            .find();
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (expected.isArray()) {
            boolean same = actual.isArray() && expected.size() == actual.size();
            for (int i = 0; same && i < expected.size(); i++) {
                same = matches(expected.get(i), actual.get(i));
            }
            return same;
        }
        if (expected.isTextual() && actual.isTextual()) {
            return expected.asText().equals(folded(actual.asText()));
        }
        return expected.equals(actual);
    }

    /** How a resource differs from what a row says under {@code has} or {@code where}. */
    static List<String> differences(SynthesizedResource resource, Map<String, JsonNode> arguments) {
        List<String> differences = new ArrayList<>();
        arguments.forEach((path, expected) -> {
            JsonNode actual = resource.at(path);
            if (!matches(expected, actual)) {
                differences.add("%s: %s should be %s and is %s".formatted(resource.address(), path, expected, actual));
            }
        });
        return differences;
    }

    /** The resources of a type that have these arguments. */
    static List<SynthesizedResource> found(SynthesizedStack stack, String type, Map<String, JsonNode> where) {
        return stack.resources(type).stream()
                .filter(resource -> differences(resource, where).isEmpty())
                .toList();
    }

    /** The resources that an expression refers to. */
    static List<SynthesizedResource> referred(SynthesizedStack stack, JsonNode expression) {
        List<SynthesizedResource> referred = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(expression.toString());
        while (matcher.find()) {
            String id = matcher.group(2);
            Optional<SynthesizedResource> resource = stack.resources(matcher.group(1)).stream()
                    .filter(one -> one.logicalId().equals(id))
                    .findFirst();
            resource.ifPresent(referred::add);
        }
        return referred;
    }
}
