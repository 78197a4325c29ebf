package payments.infrastructure.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.deployment.Settings;

/**
 * What one environment changes in the shared settings. The allow-list is what {@link Overridable} marks; all else is
 * refused, which is why environments cannot drift apart.
 *
 * @param tree the keys as written
 */
record Overrides(Tree.Mapping tree) {
    /** Every path that an environment may override. */
    static List<String> allowed() {
        return Components.overridablePaths(Settings.class);
    }

    /**
     * The shared settings with these values in place of theirs; what is not allowed is reported and left out.
     *
     * @param missing the sections whose absence has been reported
     */
    Tree.Mapping over(Tree.@Nullable Mapping shared, MissingSections missing, Problems problems) {
        Tree.Mapping own = permitted(tree, Settings.class, problems);
        Map<String, Tree> kept = new LinkedHashMap<>(own.entries());
        own.entries().forEach((key, value) -> {
            if (Tree.child(shared, key) instanceof Tree.Scalar none
                    && none.text().equals(Removable.NONE)) {
                if (missing.isNews(shared, key)) {
                    problems.add(ValueErrors.overrideOfNothing(value.at(), key));
                }
                kept.remove(key);
            }
        });
        Tree.Mapping sections =
                ofPresentSections(new Tree.Mapping(own.at(), kept), shared, Settings.class, missing, problems);
        return merge(shared, sections);
    }

    /** A section that is only there when asked for must be asked for by all: an override would make it for one alone. */
    private static Tree.Mapping ofPresentSections(
            Tree.Mapping own, @Nullable Tree shared, Class<?> record, MissingSections missing, Problems problems) {
        Map<String, Tree> kept = new LinkedHashMap<>(own.entries());
        for (RecordComponent component : Components.of(record)) {
            String key = component.getName();
            if (component.getType().isRecord() && own.get(key) instanceof Tree.Mapping inner) {
                Tree below = Tree.child(shared, key);
                if (below == null && Components.isNullable(component) && !Components.isRemovable(component)) {
                    // A key that is only close to this one has been reported as unknown.
                    if (inner.at().path().endsWith("." + key) && missing.isNews(shared, key)) {
                        problems.add(ValueErrors.overrideOfAbsent(inner.at(), key));
                    }
                    kept.remove(key);
                } else if (below != null && !(below instanceof Tree.Mapping)) {
                    // What it would change cannot be read, which has been reported.
                    kept.remove(key);
                } else {
                    kept.put(key, ofPresentSections(inner, below, component.getType(), missing, problems));
                }
            }
        }
        return new Tree.Mapping(own.at(), kept);
    }

    private static Tree.Mapping permitted(Tree.Mapping mapping, Class<?> record, Problems problems) {
        Map<String, Tree> kept = new LinkedHashMap<>();
        List<RecordComponent> overridable = Components.overridable(record);
        List<String> names = overridable.stream().map(RecordComponent::getName).toList();
        Tree.Mapping known = withoutFixed(mapping, Components.names(record), names, problems);
        Spelling.corrected(known, names, problems).entries().forEach((key, value) -> {
            RecordComponent component = overridable.get(names.indexOf(key));
            if (takesSectionAway(component, value)) {
                problems.add(ValueErrors.notOverridable(value, allowed()));
            } else if (value instanceof Tree.Mapping inner && !component.isAnnotationPresent(Overridable.class)) {
                kept.put(key, permitted(inner, component.getType(), problems));
            } else {
                kept.put(key, value);
            }
        });
        return new Tree.Mapping(mapping.at(), kept);
    }

    private static Tree.Mapping withoutFixed(
            Tree.Mapping mapping, List<String> all, List<String> overridable, Problems problems) {
        Map<String, Tree> kept = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> {
            if (all.contains(key) && !overridable.contains(key)) {
                problems.add(ValueErrors.notOverridable(value, allowed()));
            } else {
                kept.put(key, value);
            }
        });
        return new Tree.Mapping(mapping.at(), kept);
    }

    /** Environments of one deployment have the same parts. */
    private static boolean takesSectionAway(RecordComponent component, Tree value) {
        return value instanceof Tree.Scalar scalar
                && component.getType().isRecord()
                && (Components.isRemovable(component) || scalar.kind() == Tree.Kind.REPLACED);
    }

    /** The merged mapping stands where the shared one does: what is wrong there is reported once, not for each environment. */
    private static Tree.Mapping merge(Tree.@Nullable Mapping shared, Tree.Mapping own) {
        Map<String, Tree> merged = new LinkedHashMap<>(shared == null ? Map.of() : shared.entries());
        own.entries()
                .forEach((key, value) -> merged.merge(
                        key,
                        value,
                        (theirs, ours) -> theirs instanceof Tree.Mapping below && ours instanceof Tree.Mapping above
                                ? merge(below, above)
                                : ours));
        return new Tree.Mapping(shared == null ? own.at() : shared.at(), merged);
    }
}
