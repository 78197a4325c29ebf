package payments.infrastructure.guardrail.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who means whom by an attribute. Each question's answers are gathered once, so that no rule searches all pairs. */
final class Links {
    /** A resource, and what its attribute says. */
    private record Mention(Resource from, Value value) {}

    private final Program program;
    private final Map<String, Map<String, List<Resource>>> named = new ConcurrentHashMap<>();
    private final Map<List<String>, Map<Object, List<Mention>>> mentions = new ConcurrentHashMap<>();

    Links(Program program) {
        this.program = program;
    }

    Optional<Resource> find(Resource reader, String type, Value value) {
        Optional<Resource> target = value.target(type).filter(found -> found.kind() == Resource.Kind.MANAGED);
        if (target.isPresent()) {
            return target;
        }
        List<Resource> candidates = index(type).getOrDefault(value.text(), List.of()).stream()
                .filter(candidate -> means(reader, value, candidate))
                .toList();
        return candidates.stream()
                .filter(candidate -> candidate.stack().equals(reader.stack()))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    List<Resource> meant(String type, Value value) {
        Optional<Resource> target = value.target(type).filter(found -> found.kind() == Resource.Kind.MANAGED);
        return target.isPresent() ? List.of(target.get()) : index(type).getOrDefault(value.text(), List.of());
    }

    List<Resource> referrers(Resource resource, String type, String attribute) {
        Map<Object, List<Mention>> index = mentions(type, attribute);
        Set<Resource> found = new LinkedHashSet<>();
        Stream.concat(Stream.of(resource), Identity.of(resource).stream())
                .flatMap(key -> index.getOrDefault(key, List.of()).stream())
                .filter(mention -> means(mention.from(), mention.value(), resource))
                .forEach(mention -> found.add(mention.from()));
        return List.copyOf(found);
    }

    List<Resource> saying(String type, String attribute, String text) {
        return mentions(type, attribute).getOrDefault(text, List.of()).stream()
                .map(Mention::from)
                .distinct()
                .toList();
    }

    private static boolean means(Resource reader, Value value, Resource resource) {
        boolean byReference = value.target().filter(resource::equals).isPresent();
        boolean unique = value.text().startsWith("arn:") || value.text().contains(Value.OPEN);
        return byReference || (value.refersTo(resource) && (unique || resource.isBeside(reader)));
    }

    private Map<String, List<Resource>> index(String type) {
        Map<String, List<Resource>> known = named.get(type);
        if (known == null) {
            Map<String, List<Resource>> built = new ConcurrentHashMap<>();
            for (Resource resource : program.resources(type)) {
                Identity.of(resource).forEach(text -> built.computeIfAbsent(text, none -> new ArrayList<>())
                        .add(resource));
            }
            named.put(type, built);
            known = built;
        }
        return known;
    }

    private Map<Object, List<Mention>> mentions(String type, String attribute) {
        List<String> question = List.of(type, attribute);
        Map<Object, List<Mention>> known = mentions.get(question);
        if (known == null) {
            Map<Object, List<Mention>> built = new ConcurrentHashMap<>();
            for (Resource resource : program.resources(type)) {
                for (Value value : resource.attributes(attribute)) {
                    Mention mention = new Mention(resource, value);
                    built.computeIfAbsent(value.text(), none -> new ArrayList<>())
                            .add(mention);
                    value.target().ifPresent(target -> built.computeIfAbsent(target, none -> new ArrayList<>())
                            .add(mention));
                }
            }
            mentions.put(question, built);
            known = built;
        }
        return known;
    }
}
