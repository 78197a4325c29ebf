package payments.infrastructure.guardrail.rules.iam;

import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Boundary;

/**
 * Resources that attach policies to roles, users and groups.
 */
final class Attachments {
    static final String[] TYPES = types();

    private Attachments() {}

    /** Where the policies stand. */
    static String attribute(Resource attachment) {
        return attachment.type().equals("aws_iam_role") ? "managed_policy_arns" : "policy_arn";
    }

    /** The policies, by their ARNs. */
    static Stream<Value> policies(Resource attachment) {
        return attachment.attribute(attribute(attachment)).elements().stream();
    }

    private static String[] types() {
        return Stream.concat(Stream.of("aws_iam_role"), Boundary.ATTACHMENTS.stream())
                .toArray(String[]::new);
    }
}
