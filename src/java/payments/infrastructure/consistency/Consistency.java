package payments.infrastructure.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;

/**
 * Compares the environments of a program resource by resource and attribute by attribute. Stacks and resources are matched by
 * their roles and construct paths; each environment's own name, suffix, account and regions are no difference.
 */
public final class Consistency {
    private final List<AllowedDifference> allowed;

    /** By the list of differences that the settings make possible. */
    public Consistency() {
        this(read());
    }

    Consistency(List<AllowedDifference> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** What may differ, and why. */
    public List<AllowedDifference> allowed() {
        return allowed;
    }

    /**
     * Every difference between the environments, allowed or not.
     *
     * @throws IllegalArgumentException when there is nothing to compare
     */
    public List<Difference> differences(Program program, List<EnvironmentFacts> environments) {
        if (environments.size() < 2) {
            throw new IllegalArgumentException(
                    "consistency compares environments, and there is %d; name a deployment with two or more"
                            .formatted(environments.size()));
        }
        Map<String, Map<String, Map<String, Leaves>>> byRole = new LinkedHashMap<>();
        for (EnvironmentFacts environment : environments) {
            for (Stack stack : program.stacks()) {
                String role = environment.role(stack.name());
                if (!role.isEmpty()) {
                    byRole.computeIfAbsent(role, none -> new LinkedHashMap<>())
                            .put(environment.name(), Leaves.of(stack, new Normalizer(environment, stack)));
                }
            }
        }
        List<Difference> differences = new ArrayList<>();
        byRole.forEach((role, stacks) -> compareStacks(role, names(environments), stacks, differences));
        return differences;
    }

    private void compareStacks(
            String role, List<String> names, Map<String, Map<String, Leaves>> stacks, List<Difference> differences) {
        if (stacks.size() < names.size()) {
            add(role, "stack", "", presence(names, stacks.keySet()), differences);
            return;
        }
        Set<String> resources = new TreeSet<>();
        stacks.values().forEach(stack -> resources.addAll(stack.keySet()));
        for (String resource : resources) {
            Map<String, Leaves> found = new LinkedHashMap<>();
            stacks.forEach((environment, stack) -> {
                Leaves leaves = stack.get(resource);
                if (leaves != null) {
                    found.put(environment, leaves);
                }
            });
            if (found.size() < names.size()) {
                add(role, resource, "", presence(names, found.keySet()), differences);
            } else {
                compareLeaves(role, resource, found, differences);
            }
        }
    }

    private void compareLeaves(String role, String resource, Map<String, Leaves> found, List<Difference> differences) {
        Set<String> paths = new TreeSet<>();
        found.values().forEach(leaves -> paths.addAll(leaves.paths()));
        for (String path : paths) {
            boolean sameRaw = found.values().stream()
                            .map(leaves -> leaves.raw(path))
                            .distinct()
                            .count()
                    == 1;
            boolean same = sameRaw
                    || found.values().stream()
                                    .map(leaves -> leaves.normalized(path))
                                    .distinct()
                                    .count()
                            == 1;
            if (!same) {
                Map<String, String> values = new LinkedHashMap<>();
                found.forEach((environment, leaves) -> values.put(environment, leaves.shown(path)));
                add(role, resource, path, values, differences);
            }
        }
    }

    private void add(
            String role, String resource, String attribute, Map<String, String> values, List<Difference> differences) {
        Optional<AllowedDifference> entry = allowed.stream()
                .filter(candidate -> candidate.covers(resource, attribute))
                .findFirst();
        differences.add(new Difference(role, resource, attribute, values, entry));
    }

    private static Map<String, String> presence(List<String> names, Set<String> present) {
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, present.contains(name) ? "present" : "absent"));
        return values;
    }

    private static List<String> names(List<EnvironmentFacts> environments) {
        return environments.stream().map(EnvironmentFacts::name).collect(Collectors.toList());
    }

    private static List<AllowedDifference> read() {
        try (InputStream file = Objects.requireNonNull(
                Consistency.class.getResourceAsStream("allowed-differences.json"), "the list is in the jar")) {
            List<AllowedDifference> entries = new ArrayList<>();
            for (JsonNode entry : new ObjectMapper().readTree(file)) {
                entries.add(new AllowedDifference(
                        entry.path("resource").asText(),
                        entry.path("attribute").asText(),
                        entry.path("setting").asText(),
                        entry.path("reason").asText()));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of allowed differences in the jar is broken", e);
        }
    }
}
