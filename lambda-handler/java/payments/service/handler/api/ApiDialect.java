package payments.service.handler.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.contract.FunctionVariable;
import payments.service.domain.Detail;

/**
 * How one of the systems that this service replaces talks: paths, names, status codes. What a payment is does not depend
 * on it.
 *
 * <p>The strict dialect is ours. The others are those of older systems, whose callers stay as they are: what such a system
 * overlooked is overlooked, and its members are in every answer.
 *
 * @param name the variable's value that chooses it
 * @param path the path of its payments: {@code payments} for /payments
 * @param readable whether GET /path/{id} answers
 * @param amounts how amounts are written, unless the deployment says otherwise
 * @param requests what is asked of a request
 * @param answers what is answered
 */
record ApiDialect(
        String name, String path, boolean readable, AmountForm amounts, RequestForm requests, AnswerForm answers) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    /** The flagship, and system E. D8 asks for 400 where the amount is not positive. */
    static final ApiDialect PAYMENTS = new ApiDialect(
            "payments",
            "payments",
            true,
            AmountForm.DECIMAL,
            new RequestForm(Optional.of("payment_id"), false, true, "", Optional.empty()),
            AnswerForm.problems(
                    CREATED,
                    StatusWords.OWN,
                    TimeForm.INSTANT,
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
                            "timestamp")));

    /** Requirements A10, B6 and K11. */
    static final ApiDialect PAYMENT = new ApiDialect(
            "payment",
            "payment",
            false,
            AmountForm.DECIMAL,
            new RequestForm(Optional.of("transaction_id"), true, false, "", Optional.of(Set.of())),
            new AnswerForm(
                    OK,
                    StatusWords.PROCESSED,
                    TimeForm.EPOCH_SECONDS,
                    List.of("transaction_id", "status", "region", "timestamp"),
                    List.of(),
                    Map.of(),
                    List.of("error", "message"),
                    false));

    /** Requirements C7 and K31: the client sends no id; each request without an Idempotency-Key is a payment of its own. */
    static final ApiDialect PROCESS_PAYMENT = new ApiDialect(
            "process-payment",
            "process-payment",
            false,
            AmountForm.DECIMAL_NUMBER,
            new RequestForm(
                    Optional.empty(),
                    false,
                    false,
                    "txn_",
                    Optional.of(Set.of(Detail.CUSTOMER_ID, Detail.PAYMENT_METHOD))),
            new AnswerForm(
                    OK,
                    StatusWords.COMPLETED,
                    TimeForm.MICROSECONDS,
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
                            "message"),
                    List.of(),
                    Map.of(Detail.CUSTOMER_ID, "anonymous", Detail.PAYMENT_METHOD, "unknown"),
                    List.of("error", "timestamp"),
                    true));

    /** Requirements D8 and K43. */
    static final ApiDialect PAYMENTS_BASIC = new ApiDialect(
            "payments-basic",
            "payments",
            true,
            AmountForm.DECIMAL_NUMBER,
            new RequestForm(Optional.of("payment_id"), true, false, "", Optional.of(Set.of())),
            new AnswerForm(
                    CREATED,
                    StatusWords.PROCESSED_WHEN_CAPTURED,
                    TimeForm.EPOCH_SECONDS,
                    List.of("message", "payment_id", "status"),
                    List.of(
                            "payment_id",
                            "amount",
                            "currency",
                            "status",
                            "timestamp",
                            "environment",
                            "created_at",
                            "processed_at"),
                    Map.of(),
                    List.of("error"),
                    false));

    private static final List<ApiDialect> ALL = List.of(PAYMENTS, PAYMENT, PROCESS_PAYMENT, PAYMENTS_BASIC);

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

    /** The same dialect with amounts in another form. */
    ApiDialect with(AmountForm form) {
        return new ApiDialect(name, path, readable, form, requests, answers);
    }

    /** Whether it is an older system's, whose callers stay as they are. */
    boolean isLenient() {
        return requests.overlooked().isPresent();
    }

    /** The status code for an amount that is not above zero. Whole minor units are the strict form, which says 422. */
    int notPositiveStatus() {
        return amounts == AmountForm.MINOR_UNITS && !isLenient() ? UNPROCESSABLE : BAD_REQUEST;
    }

    /** Method and route of the creation, which is part of what makes a key unique. */
    String createRoute() {
        return "POST /" + path;
    }
}
