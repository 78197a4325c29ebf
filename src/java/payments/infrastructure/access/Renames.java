package payments.infrastructure.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/**
 * Resources that have another address in the new program and are the same: one of a stack and type is gone, another came, and their
 * arguments are equal. AWS does not know addresses, so nothing about such a resource is new.
 */
final class Renames {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    /**
     * What the model writes for the account of a provider that does not name it. A number takes its place while requests are answered,
     * since an account that nobody knows could be any stranger's.
     */
    private static final String OUR_ACCOUNT = "${account}";

    private static final String SOME_NUMBER = "000000000001";

    /** What stands before an attribute in a text for what only AWS knows; old form to new form. */
    private final Map<String, String> places;

    private Renames(Map<String, String> places) {
        this.places = places;
    }

    static Renames none() {
        return new Renames(Map.of());
    }

    static Renames between(Program before, Program after) {
        Map<String, String> places = new LinkedHashMap<>();
        for (Stack old : before.stacks()) {
            after.stack(old.name()).ifPresent(now -> {
                Map<String, List<Resource>> gone = onlyIn(old, now);
                Map<String, List<Resource>> came = onlyIn(now, old);
                gone.forEach((arguments, resources) -> {
                    List<Resource> same = came.getOrDefault(arguments, List.of());
                    if (resources.size() == 1 && same.size() == 1) {
                        places.put(place(resources.get(0)), place(same.get(0)));
                    }
                });
            });
        }
        return new Renames(places);
    }

    /** The text as the new program would write it, our account as a number. */
    String apply(String text) {
        if (!text.contains("${")) {
            return text;
        }
        String renamed = text.replace(OUR_ACCOUNT, SOME_NUMBER);
        for (Map.Entry<String, String> place : places.entrySet()) {
            renamed = renamed.replace(place.getKey(), place.getValue());
        }
        return renamed;
    }

    /** The text as a reader knows it. */
    static String shown(String text) {
        return text.replace(SOME_NUMBER, OUR_ACCOUNT);
    }

    private static String place(Resource resource) {
        return "${" + resource.stack().name() + ":" + resource.address() + ".";
    }

    private static Map<String, List<Resource>> onlyIn(Stack stack, Stack other) {
        Set<String> others = new HashSet<>();
        other.resources().forEach(resource -> others.add(resource.address()));
        Map<String, List<Resource>> only = new HashMap<>();
        stack.resources().stream()
                .filter(resource -> resource.kind() == Resource.Kind.MANAGED && !others.contains(resource.address()))
                .forEach(resource -> only.computeIfAbsent(arguments(resource), key -> new ArrayList<>())
                        .add(resource));
        return only;
    }

    private static String arguments(Resource resource) {
        JsonNode body = resource.body().deepCopy();
        if (body instanceof ObjectNode object) {
            object.remove(List.of("//", "depends_on", "lifecycle"));
        }
        return resource.type() + REFERENCE.matcher(body.toString()).replaceAll("{reference}");
    }
}
