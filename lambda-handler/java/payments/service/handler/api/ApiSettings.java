package payments.service.handler.api;

import java.util.Optional;
import java.util.regex.Pattern;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.service.http.CrossOrigin;

/**
 * What the environment says to the API function.
 *
 * @param dialect API_DIALECT: {@code payments} (default), {@code payment} or {@code process-payment}; API_AMOUNTS replaces
 *     how its amounts are written: {@code decimal}, {@code decimal-number} or {@code minor-units}
 * @param crossOrigin CORS_ALLOWED_ORIGIN, the one origin whose pages may call; without it none may
 * @param workflowArn PAYMENT_WORKFLOW_ARN, the state machine that captures; without it payments have no such path
 */
record ApiSettings(ApiDialect dialect, Optional<CrossOrigin> crossOrigin, Optional<String> workflowArn) {
    private static final Pattern ORIGIN = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException when one is unusable; the message names it
     */
    static ApiSettings from(FunctionEnvironment environment) {
        ApiDialect dialect =
                ApiDialect.of(environment.optional(FunctionVariable.API_DIALECT).orElse(ApiDialect.PAYMENTS.name()));
        return new ApiSettings(
                environment
                        .optional(FunctionVariable.API_AMOUNTS)
                        .map(name -> dialect.with(AmountForm.of(name)))
                        .orElse(dialect),
                environment.optional(FunctionVariable.CORS_ALLOWED_ORIGIN).map(ApiSettings::origin),
                environment.optional(FunctionVariable.PAYMENT_WORKFLOW_ARN));
    }

    private static CrossOrigin origin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalStateException("%s is \"%s\"; it must be one origin such as https://app.example.com"
                    .formatted(FunctionVariable.CORS_ALLOWED_ORIGIN, origin));
        }
        return new CrossOrigin(origin);
    }
}
