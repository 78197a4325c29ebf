package payments.service.handler.api;

import java.util.Optional;
import java.util.regex.Pattern;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.service.http.CrossOrigin;

/**
 * What the environment says to the API function.
 *
 * @param dialect API_DIALECT: {@code payments} (default), {@code payment}, {@code process-payment} or
 *     {@code payments-basic}; API_AMOUNTS replaces how its amounts are written: {@code decimal}, {@code decimal-number} or
 *     {@code minor-units}
 * @param crossOrigin CORS_ALLOWED_ORIGIN, the one origin whose pages may call, or {@code *}; without it none may.
 *     CORS_ALLOWED_HEADERS replaces the headers that they may send
 * @param workflowArn PAYMENT_WORKFLOW_ARN, the state machine that captures; without it payments have no such path
 * @param environment API_ENVIRONMENT, what answers call the environment; without it they have its suffix
 * @param anonymousRead API_ANONYMOUS_READ, whether callers without identity may read and capture the payments that such
 *     callers made; {@code false} without it
 */
record ApiSettings(
        ApiDialect dialect,
        Optional<CrossOrigin> crossOrigin,
        Optional<String> workflowArn,
        Optional<String> environment,
        boolean anonymousRead) {
    private static final Pattern ORIGIN = Pattern.compile("\\*|https://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9-]+(,[A-Za-z0-9-]+)*");

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException when one is unusable; the message names it
     */
    static ApiSettings from(FunctionEnvironment environment) {
        ApiDialect plain =
                ApiDialect.of(environment.optional(FunctionVariable.API_DIALECT).orElse(ApiDialect.PAYMENTS.name()));
        ApiDialect dialect = environment
                .optional(FunctionVariable.API_AMOUNTS)
                .map(name -> plain.with(AmountForm.of(name)))
                .orElse(plain);
        String headers = environment
                .optional(FunctionVariable.CORS_ALLOWED_HEADERS)
                .map(ApiSettings::headers)
                .orElse(CrossOrigin.DEFAULT_HEADERS);
        return new ApiSettings(
                dialect,
                environment
                        .optional(FunctionVariable.CORS_ALLOWED_ORIGIN)
                        .map(origin -> new CrossOrigin(origin(origin), headers, declared(dialect))),
                environment.optional(FunctionVariable.PAYMENT_WORKFLOW_ARN),
                environment.optional(FunctionVariable.API_ENVIRONMENT),
                environment
                        .optional(FunctionVariable.API_ANONYMOUS_READ)
                        .map(ApiSettings::flag)
                        .orElse(false));
    }

    private static Optional<String> declared(ApiDialect dialect) {
        return dialect.answers().declaresCrossOrigin() ? Optional.of("POST,OPTIONS") : Optional.empty();
    }

    private static String origin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalStateException("%s is \"%s\"; it must be one origin such as https://app.example.com, or *"
                    .formatted(FunctionVariable.CORS_ALLOWED_ORIGIN, origin));
        }
        return origin;
    }

    private static String headers(String names) {
        if (!HEADERS.matcher(names).matches()) {
            throw new IllegalStateException("%s is \"%s\"; it must be %s such as Content-Type,Idempotency-Key"
                    .formatted(
                            FunctionVariable.CORS_ALLOWED_HEADERS,
                            names,
                            FunctionVariable.CORS_ALLOWED_HEADERS.format()));
        }
        return names;
    }

    private static boolean flag(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalStateException("%s is \"%s\"; it must be %s"
                    .formatted(
                            FunctionVariable.API_ANONYMOUS_READ, value, FunctionVariable.API_ANONYMOUS_READ.format()));
        }
        return value.equals("true");
    }
}
