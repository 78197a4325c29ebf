package payments.infrastructure.consistency;

/**
 * One place in the stacks of an environment, written as in every other environment.
 *
 * @param stack the stack's role, such as {@code region-1}
 * @param resource type and construct path; or another section of the stack, such as {@code provider}
 * @param attribute the attribute's path; empty for the existence of the resource
 */
public record Location(String stack, String resource, String attribute) {
    @Override
    public String toString() {
        return stack + "  " + (attribute.isEmpty() ? resource : resource + ": " + attribute);
    }
}
