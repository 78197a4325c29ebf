package payments.infrastructure.picture;

import java.util.List;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * A box of the picture.
 *
 * @param resource what it stands for
 * @param kind what that is
 * @param environment the environment that it is tagged with; empty without such a tag
 * @param region where it lives; empty where the program does not say
 */
record Node(Resource resource, Kind kind, String environment, String region) {
    private static final String OPEN_PART = "\\$\\{[^}]*}";

    Node(Resource resource, Kind kind) {
        this(resource, kind, resource.environment(), resource.region());
    }

    /** Its name in AWS, as far as the program knows it; parts that only AWS knows become an ellipsis. */
    String name() {
        return kind.names().stream()
                .map(resource::attribute)
                .filter(Value::isPresent)
                .map(value -> value.text().replaceAll(OPEN_PART, "…"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What else there is to say, such as the size of a function. */
    List<String> details() {
        return kind.details().stream()
                .map(attribute -> detail(attribute, resource.attribute(attribute)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String detail(String attribute, Value value) {
        String text = value.isKnown() ? value.json().asText() : "";
        if (text.isEmpty()) {
            return "";
        }
        return switch (attribute) {
            case "memory_size" -> text + " MB";
            case "retention_period" -> text + " days";
            default -> text;
        };
    }

    /** The lines in the box. */
    List<String> lines() {
        return List.of(kind.title(), name(), details().stream().collect(Collectors.joining(", "))).stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
