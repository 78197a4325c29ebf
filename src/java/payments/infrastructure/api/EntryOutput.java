package payments.infrastructure.api;

/**
 * Something about an entry that operators and callers want to know after a deployment.
 *
 * @param name the output's name
 * @param value its value
 * @param secret whether Terraform must not show it
 */
public record EntryOutput(String name, Object value, boolean secret) {
    /** Not sensitive. */
    public EntryOutput(String name, Object value) {
        this(name, value, false);
    }
}
