package payments.infrastructure.reality;

import java.util.List;

/**
 * An action as AWS's Service Authorization Reference describes it.
 *
 * @param name prefix and name, such as {@code s3:GetObject}
 * @param resourceTypes the types of resources for which it can be allowed; none when it can be allowed for {@code *} alone
 * @param conditionKeys the keys that its requests carry, besides those of its resource types and the global ones
 */
public record IamAction(String name, List<String> resourceTypes, List<String> conditionKeys) {
    /** Copies the lists. */
    public IamAction {
        resourceTypes = List.copyOf(resourceTypes);
        conditionKeys = List.copyOf(conditionKeys);
    }

    /** The prefix, such as {@code s3}. */
    public String service() {
        return IamActions.prefix(name);
    }
}
