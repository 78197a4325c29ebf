package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What functions are. */
final class Functions {
    private Functions() {}

    /** Whether the code is a container image. */
    static boolean isImage(Resource function) {
        return function.attribute("package_type").is("Image");
    }

    /** One environment variable, resolved; its name may hold any character. */
    static Value variable(Resource function, String name) {
        return payments.infrastructure.guardrail.rules.Functions.variable(function, name);
    }
}
