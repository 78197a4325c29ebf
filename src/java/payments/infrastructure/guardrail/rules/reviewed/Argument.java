package payments.infrastructure.guardrail.rules.reviewed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * An argument that was reviewed, with those inside of it: a whole type, a block, an element of a list that is known by its name,
 * a document in a text, or a single value.
 */
final class Argument {
    /** What stands for every name of a map. */
    static final String ANY_NAME = "*";

    private static final List<String> NAMES_OF_ELEMENTS = List.of("name", "Sid", "id");

    private final Map<String, Argument> inner = new LinkedHashMap<>();
    private final Map<String, Argument> elements = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<Companion> companions = new ArrayList<>();
    private List<Form> forms = List.of();
    private String written = "";

    /** The argument of a name; what was reviewed for all names, where it is a map. Empty when it was not reviewed. */
    Optional<Argument> inner(String name) {
        Argument exact = inner.get(name);
        return Optional.ofNullable(exact != null ? exact : inner.get(ANY_NAME));
    }

    /** What was reviewed of an element of this list: by its name, or of all; empty when it was not reviewed. */
    Optional<Argument> element(JsonNode body) {
        if (elements.isEmpty()) {
            return Optional.of(this);
        }
        return NAMES_OF_ELEMENTS.stream()
                .filter(body::has)
                .findFirst()
                .flatMap(key -> Optional.ofNullable(elements.get(body.path(key).asText())));
    }

    /** The names of the elements that were reviewed; none where all are alike. */
    Set<String> elementNames() {
        return elements.keySet();
    }

    /** The arguments without which the block is not as it was reviewed. */
    Set<String> required() {
        return required;
    }

    /** What must stand beside a resource of this type. */
    List<Companion> companions() {
        return companions;
    }

    /** Adds something that must stand beside it. */
    void add(Companion companion) {
        companions.add(companion);
    }

    /** Whether it has arguments inside, so that it is a block, a map or a document. */
    boolean isBlock() {
        return !inner.isEmpty() || !elements.isEmpty();
    }

    /** Whether every value will do. */
    boolean isOpen() {
        return forms.stream().anyMatch(Form::isOpen);
    }

    /** Whether a value was reviewed. */
    boolean accepts(Value value, Optional<Resource> holder) {
        return forms.stream().anyMatch(form -> form.accepts(value, holder));
    }

    /** What was reviewed, as the list says it. */
    String reviewed() {
        return written;
    }

    /** Adds what a line of the list says. */
    void add(List<String> path, boolean needed, String allowed) {
        Argument at = this;
        for (String step : path.subList(0, path.size() - 1)) {
            at = at.step(step);
        }
        String last = path.get(path.size() - 1);
        Argument leaf = at.step(last);
        if (needed) {
            at.required.add(last);
        }
        if (!allowed.isEmpty()) {
            leaf.allow(allowed);
        }
    }

    private void allow(String allowed) {
        List<Form> read = new ArrayList<>();
        List<String> parts = allowed.startsWith("~") ? List.of(allowed) : List.of(allowed.split(" \\| ", -1));
        parts.forEach(part -> read.add(Form.of(part)));
        forms = List.copyOf(read);
        written = allowed;
    }

    private Argument step(String step) {
        int bracket = step.endsWith("]") ? step.indexOf('[') : -1;
        if (bracket < 0) {
            return inner.computeIfAbsent(step, name -> new Argument());
        }
        return step(step.substring(0, bracket))
                .elements
                .computeIfAbsent(step.substring(bracket + 1, step.length() - 1), name -> new Argument());
    }

    /** Takes over everything of another one, which later lines may say otherwise. */
    void addAll(Argument other) {
        other.inner.forEach((name, argument) ->
                inner.computeIfAbsent(name, none -> new Argument()).addAll(argument));
        other.elements.forEach((name, argument) ->
                elements.computeIfAbsent(name, none -> new Argument()).addAll(argument));
        required.addAll(other.required);
        companions.addAll(other.companions);
        if (!other.forms.isEmpty()) {
            forms = other.forms;
            written = other.written;
        }
    }
}
