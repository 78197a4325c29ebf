package payments.infrastructure.consistency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import payments.infrastructure.config.DifferingSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.guardrail.model.Program;

/**
 * What each setting changes in the stacks, found by synthesizing: the first environment once more with that setting alone as
 * another environment has it. What changes then may differ between the two, and nothing else may.
 */
public final class SettingEffects {
    private final List<Environment> environments;
    private final EnvironmentStacks first;
    private final BiFunction<Environment, String, Program> synthesis;
    private final Map<Environment, EnvironmentStacks> synthesized = new HashMap<>();

    /**
     * Nothing is synthesized before there is a difference to explain.
     *
     * @param program the stacks of all environments as they were synthesized
     * @param synthesis the stacks of an environment alone; it also receives the settings that are tried
     */
    public SettingEffects(
            List<Environment> environments, Program program, BiFunction<Environment, String, Program> synthesis) {
        this.environments = List.copyOf(environments);
        this.first = EnvironmentStacks.of(program, EnvironmentFacts.of(environments.get(0)));
        this.synthesis = synthesis;
    }

    /** The settings that each difference follows from. */
    public List<Finding> explain(List<Difference> differences) {
        Map<Difference, Set<String>> settings = new LinkedHashMap<>();
        differences.forEach(difference -> settings.put(difference, new LinkedHashSet<>()));
        Set<Difference> unexplained = new LinkedHashSet<>();
        for (Environment other : environments.subList(1, environments.size())) {
            List<Difference> own = differences.stream()
                    .filter(difference -> difference.unlikeFirst().contains(other.name()))
                    .toList();
            Map<Location, Set<String>> explained = explanations(other, own);
            for (Difference difference : own) {
                Set<String> found = explained.get(difference.location());
                if (found == null) {
                    unexplained.add(difference);
                } else {
                    Objects.requireNonNull(settings.get(difference)).addAll(found);
                }
            }
        }
        return differences.stream()
                .map(difference -> new Finding(
                        difference,
                        unexplained.contains(difference)
                                ? List.of()
                                : List.copyOf(Objects.requireNonNull(settings.get(difference)))))
                .toList();
    }

    private Map<Location, Set<String>> explanations(Environment other, List<Difference> differences) {
        Map<Location, Set<String>> explained = new HashMap<>();
        if (differences.isEmpty()) {
            return explained;
        }
        DifferingSettings settings = new DifferingSettings(environments.get(0), other);
        for (String setting : settings.paths()) {
            effect(settings, setting, explained);
        }
        Set<Location> left = new LinkedHashSet<>();
        differences.forEach(difference -> left.add(difference.location()));
        left.removeAll(explained.keySet());
        explainTogether(settings, left, explained);
        return explained;
    }

    /**
     * What the setting changes alone. Where the rules between settings refuse it alone, what it changes beside another one that
     * allows it; and where neither is allowed without the other, what the two change together.
     */
    private void effect(DifferingSettings settings, String setting, Map<Location, Set<String>> explained) {
        Optional<EnvironmentStacks> alone = stacks(settings, Set.of(setting));
        if (alone.isPresent()) {
            add(explained, Consistency.locations(first, alone.get()), Set.of(setting));
            return;
        }
        for (String needed : settings.paths()) {
            Optional<EnvironmentStacks> both =
                    needed.equals(setting) ? Optional.empty() : stacks(settings, Set.of(setting, needed));
            if (both.isPresent()) {
                Optional<EnvironmentStacks> without = stacks(settings, Set.of(needed));
                add(
                        explained,
                        Consistency.locations(without.orElse(first), both.get()),
                        without.isPresent() ? Set.of(setting) : Set.of(setting, needed));
                return;
            }
        }
    }

    /**
     * Settings that hide one another's effect, such as two limits of which the lower counts: neither changes anything alone, but
     * what all settings change together is not the same without it.
     */
    private void explainTogether(DifferingSettings settings, Set<Location> left, Map<Location, Set<String>> explained) {
        if (left.isEmpty()) {
            return;
        }
        Optional<EnvironmentStacks> all = stacks(settings, settings.paths());
        if (all.isEmpty()) {
            return;
        }
        left.retainAll(Consistency.locations(first, all.get()));
        if (left.isEmpty()) {
            return;
        }
        for (String setting : settings.paths()) {
            List<String> others = new ArrayList<>(settings.paths());
            others.remove(setting);
            stacks(settings, others).ifPresent(without -> {
                Set<Location> changed = Consistency.locations(without, all.get());
                changed.retainAll(left);
                add(explained, changed, Set.of(setting));
            });
        }
    }

    private static void add(Map<Location, Set<String>> explained, Set<Location> changed, Set<String> settings) {
        changed.forEach(location -> explained
                .computeIfAbsent(location, none -> new LinkedHashSet<>())
                .addAll(new TreeSet<>(settings)));
    }

    private Optional<EnvironmentStacks> stacks(DifferingSettings settings, Collection<String> changed) {
        return settings.with(changed)
                .map(environment -> synthesized.computeIfAbsent(
                        environment,
                        variant -> EnvironmentStacks.of(
                                synthesis.apply(variant, String.join(", ", new TreeSet<>(changed))),
                                EnvironmentFacts.of(variant))));
    }
}
