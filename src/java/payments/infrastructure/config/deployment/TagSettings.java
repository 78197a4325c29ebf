package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.TagKeys;
import payments.infrastructure.config.constraint.TagValues;
import payments.infrastructure.config.constraint.TaggedResources;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * A tag beside those that the program writes.
 *
 * @param key its key
 * @param value its value
 * @param resources which resources have it: a type, or a type and the construct path below the stack; null for all
 */
public record TagSettings(
        @Matches(value = TagKeys.FORM, says = TagKeys.SAYS) @Obeys(ValueRule.TAG_KEY) @Describe("Key of the tag")
        String key,

        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Value of the tag")
        String value,

        @Matches(value = TaggedResources.FORM, says = TaggedResources.SAYS)
        @Obeys(ValueRule.TAGGED)
        @Describe(
                "Which resources have it: a type, such as aws_kms_key, or a type and where it stands in its stack, such as 'aws_kms_key keys/documents'; default: all")
        @Nullable String resources) {
    /** Whether a resource of a type at a construct path below its stack has the tag; the tags of all resources are elsewhere. */
    public boolean isOn(String type, String path) {
        if (resources == null) {
            return false;
        }
        String[] parts = resources.split(" ", 2);
        return parts[0].equals(type) && (parts.length == 1 || path.equals(parts[1]) || path.startsWith(parts[1] + "/"));
    }

    /** Whether some resource could have both tags. */
    boolean meets(TagSettings other) {
        if (resources == null || other.resources == null) {
            return true;
        }
        return (resources + "/").startsWith(other.resources + "/")
                || (other.resources + "/").startsWith(resources + "/")
                || resources.split(" ", 2)[0].equals(other.resources)
                || other.resources.split(" ", 2)[0].equals(resources);
    }
}
