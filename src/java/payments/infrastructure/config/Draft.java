package payments.infrastructure.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Removable;

/**
 * What could be made of a record's node, however much is wrong with it: a value that is wrong by itself is replaced by its
 * default, and its path is remembered, so that no rule that reads it is reported.
 *
 * @param value the record; null where nothing could be made of the node
 * @param broken the paths, from the record, of what is wrong and has been reported
 * @param tree the node
 */
record Draft<T extends Record>(@Nullable T value, Set<String> broken, Tree tree) {
    Draft {
        broken = Set.copyOf(broken);
    }

    /** The same, where these paths are not known either. */
    Draft<T> without(Collection<String> paths) {
        Set<String> more = new HashSet<>(broken);
        more.addAll(paths);
        return new Draft<>(value, more, tree);
    }

    /** Whether all that lies at and below these paths is as the file says it. */
    boolean knows(String... paths) {
        return value != null
                && Arrays.stream(paths).noneMatch(path -> broken.stream().anyMatch(wrong -> touches(wrong, path)));
    }

    /** Whether a section's presence is known, although something in it, or with it beside another, may be wrong. */
    boolean knowsPresenceOf(String section) {
        Tree written = Tree.child(tree, section);
        return value != null
                && (written == null
                        || written instanceof Tree.Mapping
                        || (written instanceof Tree.Scalar scalar
                                && scalar.text().equals(Removable.NONE)));
    }

    /** Whether that a section is there or not is wrong by itself or beside another, and has been reported. */
    boolean refusesPresenceOf(String section) {
        return broken.contains(section);
    }

    /** Whether one of two paths lies at or below the other. */
    static boolean touches(String one, String other) {
        return isWithin(one, other) || isWithin(other, one);
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.startsWith(outer)
                && (inner.length() == outer.length()
                        || inner.charAt(outer.length()) == '.'
                        || inner.charAt(outer.length()) == '[');
    }
}
