package payments.infrastructure.guardrail.rules;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Who may call a function. */
public final class LambdaPermissions {
    private LambdaPermissions() {}

    /** The permissions of the program for a function: by its name or ARN, through an alias, or for one that cannot be read. */
    public static List<Resource> of(Resource function) {
        return function.stack().program().resources("aws_lambda_permission").stream()
                .filter(permission -> permission.isBeside(function))
                .filter(permission -> named(permission).map(function::equals).orElse(true))
                .toList();
    }

    private static Optional<Resource> named(Resource permission) {
        Value name = permission.attribute("function_name");
        return permission.find("aws_lambda_function", name).or(() -> permission
                .find("aws_lambda_alias", name)
                .flatMap(alias -> alias.find("aws_lambda_function", alias.attribute("function_name"))));
    }
}
