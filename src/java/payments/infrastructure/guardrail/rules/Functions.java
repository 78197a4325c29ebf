package payments.infrastructure.guardrail.rules;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** The Lambda function that an attribute means, whether by name, ARN, or an alias or version of it. */
public final class Functions {
    private static final int PARTS_WITH_QUALIFIER = 8;

    private Functions() {}

    /** One environment variable, resolved; its name may hold any character. */
    public static Value variable(Resource function, String name) {
        return function.blocks("environment.variables").stream()
                .findFirst()
                .map((Block variables) -> variables.own(name))
                .orElseGet(() -> function.attribute("environment.variables." + name));
    }

    /** The function of the program that a resource's attribute means. */
    public static Optional<Resource> of(Resource user, String attribute) {
        Value value = user.attribute(attribute);
        Optional<Resource> alias = value.target("aws_lambda_alias");
        if (alias.isPresent()) {
            return alias.get().follow("function_name", "aws_lambda_function");
        }
        String[] parts = value.text().split(":", -1);
        boolean qualified = value.text().startsWith("arn:") && parts.length == PARTS_WITH_QUALIFIER;
        return user.find("aws_lambda_function", value)
                .or(() -> qualified
                        ? user.find(
                                "aws_lambda_function",
                                String.join(":", List.of(parts).subList(0, PARTS_WITH_QUALIFIER - 1)))
                        : Optional.empty());
    }
}
