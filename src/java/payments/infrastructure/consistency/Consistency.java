package payments.infrastructure.consistency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Program;

/**
 * Compares the environments of a program resource by resource and attribute by attribute. Stacks and resources are matched by
 * their roles and construct paths; each environment's own name, suffix, account and regions are no difference.
 */
public final class Consistency {
    private final List<EnvironmentStacks> environments;
    private final boolean writtenAlikeIsAlike;
    private final List<Difference> differences = new ArrayList<>();

    private Consistency(List<EnvironmentStacks> environments, boolean writtenAlikeIsAlike) {
        this.environments = environments;
        this.writtenAlikeIsAlike = writtenAlikeIsAlike;
    }

    /**
     * Every difference between the environments, whatever it follows from.
     *
     * @throws IllegalArgumentException when there is nothing to compare
     */
    public static List<Difference> differences(Program program, List<EnvironmentFacts> environments) {
        if (environments.size() < 2) {
            throw new IllegalArgumentException(
                    "consistency compares environments, and there is %d; name a deployment with two or more"
                            .formatted(environments.size()));
        }
        List<EnvironmentStacks> stacks = environments.stream()
                .map(environment -> EnvironmentStacks.of(program, environment))
                .toList();
        return new Consistency(stacks, true).compared();
    }

    /**
     * Where two states of one environment differ. A fixed region, such as that of Route 53's metrics, may be a region of the
     * environment in one state alone: then the two texts mean different things, however alike they are written.
     */
    static Set<Location> locations(EnvironmentStacks before, EnvironmentStacks after) {
        return new Consistency(List.of(before.named("before"), after.named("after")), false)
                .compared().stream().map(Difference::location).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Difference> compared() {
        Set<String> roles = new LinkedHashSet<>();
        environments.forEach(environment -> roles.addAll(environment.byRole().keySet()));
        roles.forEach(this::compareStacks);
        return differences;
    }

    private void compareStacks(String role) {
        Map<String, Map<String, Leaves>> stacks =
                present(environment -> environment.byRole().get(role));
        if (stacks.size() < environments.size()) {
            addPresence(new Location(role, "stack", ""), stacks.keySet());
            return;
        }
        Set<String> resources = new TreeSet<>();
        stacks.values().forEach(stack -> resources.addAll(stack.keySet()));
        for (String resource : resources) {
            Map<String, Leaves> found = present(environment ->
                    Objects.requireNonNull(stacks.get(environment.name())).get(resource));
            if (found.size() < environments.size()) {
                addPresence(new Location(role, resource, ""), found.keySet());
            } else {
                compareLeaves(role, resource, found);
            }
        }
    }

    private <T> Map<String, T> present(Function<EnvironmentStacks, @Nullable T> part) {
        Map<String, T> found = new LinkedHashMap<>();
        environments.forEach(environment -> Optional.ofNullable(part.apply(environment))
                .ifPresent(present -> found.put(environment.name(), present)));
        return found;
    }

    private void compareLeaves(String role, String resource, Map<String, Leaves> found) {
        Set<String> paths = new TreeSet<>();
        found.values().forEach(leaves -> paths.addAll(leaves.paths()));
        for (String path : paths) {
            boolean writtenAlike = found.values().stream()
                            .map(leaves -> leaves.raw(path))
                            .distinct()
                            .count()
                    == 1;
            if (!(writtenAlike && writtenAlikeIsAlike)) {
                add(
                        new Location(role, resource, path),
                        environment -> leavesOf(found, environment).normalized(path),
                        environment -> leavesOf(found, environment).shown(path));
            }
        }
    }

    private static Leaves leavesOf(Map<String, Leaves> found, String environment) {
        return Objects.requireNonNull(found.get(environment));
    }

    private void addPresence(Location location, Set<String> present) {
        Function<String, String> presence = name -> present.contains(name) ? "present" : "absent";
        add(location, presence, presence);
    }

    private void add(Location location, Function<String, String> compared, Function<String, String> shown) {
        String first = compared.apply(environments.get(0).name());
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> unlikeFirst = new LinkedHashSet<>();
        for (EnvironmentStacks environment : environments) {
            values.put(environment.name(), shown.apply(environment.name()));
            if (!compared.apply(environment.name()).equals(first)) {
                unlikeFirst.add(environment.name());
            }
        }
        if (!unlikeFirst.isEmpty()) {
            differences.add(new Difference(location, values, unlikeFirst));
        }
    }
}
