package payments.infrastructure.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Keys;
import payments.infrastructure.config.constraint.Size;

/** Checks number and names of the entries of a list or mapping, as written: a broken entry is one as well. */
final class EntryRules {
    private EntryRules() {}

    /** Whether the entries are as the component wants them; what is not has been reported then. */
    static boolean check(RecordComponent component, Tree tree, Problems problems) {
        boolean sound = true;
        Size size = component.getAnnotation(Size.class);
        if (size != null && count(tree) != -1 && (count(tree) < size.min() || count(tree) > size.max())) {
            problems.add(ValueErrors.wrongSize(tree.at(), component.getName(), count(tree), size));
            sound = false;
        }
        Keys keys = component.getAnnotation(Keys.class);
        if (keys != null && tree instanceof Tree.Mapping mapping) {
            for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
                if (!Constraints.matches(entry.getKey(), keys.value())) {
                    problems.add(ValueErrors.badName(entry.getValue().at(), entry.getKey(), keys));
                    sound = false;
                }
            }
        }
        return sound;
    }

    /** The number of entries; -1 for what has none, which the binder refuses for its type. */
    private static int count(Tree tree) {
        if (tree instanceof Tree.Sequence sequence) {
            return sequence.items().size();
        }
        return tree instanceof Tree.Mapping mapping ? mapping.entries().size() : -1;
    }
}
