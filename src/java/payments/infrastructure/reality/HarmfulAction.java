package payments.infrastructure.reality;

import java.util.Objects;

/**
 * An action that no workload needs, because it changes more than data.
 *
 * @param name prefix and name, such as {@code kms:PutKeyPolicy}
 * @param kind what it harms
 * @param what what it changes, in words
 */
public record HarmfulAction(String name, Kind kind, String what) {
    /** What an action harms. */
    public enum Kind {
        /** It changes who may do what. */
        PERMISSIONS,
        /** It changes what code runs, with which role, or who is let in. */
        CODE,
        /** It destroys or hides data, backups, keys, traces or alarms. */
        RECORDS
    }

    public HarmfulAction {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(what, "what");
    }
}
