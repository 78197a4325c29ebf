package payments.infrastructure.guardrail.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whom the resources of one type mean by one attribute. Made once, so that asking about each resource stays linear. */
final class Mentions {
    private final Map<Resource, Set<Resource>> byTarget = new HashMap<>();
    private final Map<String, List<Spelled>> byText = new HashMap<>();

    /** A text that somebody gives, and the type it refers to when it is a reference. */
    private record Spelled(String text, Resource by, String targetType) {}

    Mentions(List<Resource> resources, String attribute) {
        for (Resource resource : resources) {
            for (Value value : resource.attribute(attribute).elements()) {
                value.target().ifPresent(target -> byTarget.computeIfAbsent(target, none -> new LinkedHashSet<>())
                        .add(resource));
                if (value.json().isTextual()) {
                    String type = value.target().map(Resource::type).orElse("");
                    byText.computeIfAbsent(value.text(), none -> new ArrayList<>())
                            .add(new Spelled(value.text(), resource, type));
                }
            }
        }
    }

    List<Resource> of(Resource resource) {
        Set<Resource> found = new LinkedHashSet<>(byTarget.getOrDefault(resource, Set.of()));
        for (String text : Identity.of(resource)) {
            byText.getOrDefault(text, List.of()).stream()
                    .filter(spelled -> means(spelled, resource))
                    .forEach(spelled -> found.add(spelled.by()));
        }
        return List.copyOf(found);
    }

    /** The resources that give exactly this text. */
    List<Resource> spelling(String text) {
        return byText.getOrDefault(text, List.of()).stream()
                .map(Spelled::by)
                .distinct()
                .toList();
    }

    /** A reference says exactly which resource of its type is meant; a bare name means the one beside. */
    private static boolean means(Spelled spelled, Resource resource) {
        if (spelled.targetType().equals(resource.type())) {
            return false;
        }
        boolean bare = !spelled.text().startsWith("arn:") && !spelled.text().contains(Value.OPEN);
        return !bare || Identity.isGlobal(resource) || spelled.by().isBeside(resource);
    }
}
