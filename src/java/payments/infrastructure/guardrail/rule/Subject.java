package payments.infrastructure.guardrail.rule;

import payments.infrastructure.guardrail.model.Provider;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/**
 * What a rule judges: a resource, or a stack as a whole.
 *
 * @param stack the stack's name
 * @param path the construct's path, what suppressions name
 * @param address the address in the stack, such as {@code aws_kms_key.documents}
 * @param type the resource type, or {@code terraform} or {@code provider}
 * @param region the AWS region; empty when none applies
 */
public record Subject(String stack, String path, String address, String type, String region) {
    /** A resource. */
    public static Subject of(Resource resource) {
        return new Subject(
                resource.stack().name(), resource.path(), resource.address(), resource.type(), resource.region());
    }

    /** A stack as a whole: its versions, its state, or something that it lacks. */
    public static Subject of(Stack stack) {
        return new Subject(stack.name(), stack.name(), "terraform", "terraform", "");
    }

    /** A provider configuration. */
    public static Subject of(Provider provider) {
        String name = provider.stack().name();
        return new Subject(
                name,
                name + "/provider." + provider.address(),
                "provider." + provider.address(),
                "provider",
                provider.region());
    }
}
