package payments.service.handler.api;

import java.util.List;
import java.util.Optional;
import payments.contract.FunctionVariable;

/**
 * How one of the systems that this service replaces talks: paths, names, status codes. What a payment is does not depend
 * on it.
 *
 * @param name the variable's value that chooses it, which is also its path: {@code payments} for /payments
 * @param idField the body's field with the payment's own id; empty where clients send none
 * @param idRequired whether that field must be there
 * @param keyRequired whether a request without an id must have an Idempotency-Key
 * @param readable whether GET /name/{id} answers
 * @param createdStatus the status code of a payment made
 * @param statusWord what the answer calls a payment that was accepted; empty for the payment's own status
 * @param notPositiveStatus the status code for an amount that is not above zero
 * @param amounts how amounts are written, unless the deployment says otherwise
 * @param answer the fields of an answer, in order; one without a value is left out
 */
record ApiDialect(
        String name,
        Optional<String> idField,
        boolean idRequired,
        boolean keyRequired,
        boolean readable,
        int createdStatus,
        Optional<String> statusWord,
        int notPositiveStatus,
        AmountForm amounts,
        List<String> answer) {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    /** Requirement D8, and the flagship. D8 asks for 400 where the amount is not positive. */
    static final ApiDialect PAYMENTS = new ApiDialect(
            "payments",
            Optional.of("payment_id"),
            false,
            true,
            true,
            201,
            Optional.empty(),
            BAD_REQUEST,
            AmountForm.DECIMAL,
            List.of(
                    "payment_id",
                    "status",
                    "amount",
                    "currency",
                    "merchant_id",
                    "customer_id",
                    "payment_method",
                    "reference",
                    "description",
                    "possible_duplicate",
                    "region",
                    "timestamp"));

    /** Requirements A10 and B6. */
    static final ApiDialect PAYMENT = new ApiDialect(
            "payment",
            Optional.of("transaction_id"),
            true,
            false,
            false,
            200,
            Optional.of("processed"),
            UNPROCESSABLE,
            AmountForm.DECIMAL,
            List.of("transaction_id", "status", "region", "timestamp"));

    /** Requirement C7: the client sends no id; each request without an Idempotency-Key is a payment of its own. */
    static final ApiDialect PROCESS_PAYMENT = new ApiDialect(
            "process-payment",
            Optional.empty(),
            false,
            false,
            false,
            200,
            Optional.of("completed"),
            UNPROCESSABLE,
            AmountForm.DECIMAL_NUMBER,
            List.of(
                    "success",
                    "transaction_id",
                    "amount",
                    "currency",
                    "customer_id",
                    "payment_method",
                    "status",
                    "timestamp",
                    "environment",
                    "message"));

    private static final List<ApiDialect> ALL = List.of(PAYMENTS, PAYMENT, PROCESS_PAYMENT);

    /**
     * The dialect of a name.
     *
     * @throws IllegalStateException when there is none; names the variable
     */
    static ApiDialect of(String name) {
        return ALL.stream()
                .filter(dialect -> dialect.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is \"%s\"; it must be one of %s"
                        .formatted(
                                FunctionVariable.API_DIALECT,
                                name,
                                ALL.stream().map(ApiDialect::name).toList())));
    }

    /** The same dialect with amounts in another form. Whole minor units are the strict form, so 422 says "not positive". */
    ApiDialect with(AmountForm form) {
        return new ApiDialect(
                name,
                idField,
                idRequired,
                keyRequired,
                readable,
                createdStatus,
                statusWord,
                form == AmountForm.MINOR_UNITS ? UNPROCESSABLE : notPositiveStatus,
                form,
                answer);
    }

    /** Method and route of the creation, which is part of what makes a key unique. */
    String createRoute() {
        return "POST /" + name;
    }
}
