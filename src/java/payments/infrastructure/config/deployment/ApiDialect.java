package payments.infrastructure.config.deployment;

import java.util.Locale;

/** Which of the systems' APIs is spoken: its path, its fields, its status codes. The service knows the same names. */
public enum ApiDialect {
    /** {@code POST /payments} and {@code GET /payments/{id}}, answered with 201. Ours, which takes no field that it does not know. */
    PAYMENTS("payments", 201, true, true),
    /** {@code POST /payment} with the caller's {@code transaction_id}, as in the systems A and B. */
    PAYMENT("payment", 200, false, false),
    /** {@code POST /process-payment}; the service makes the id, as in system C. */
    PROCESS_PAYMENT("process-payment", 200, false, false),
    /** {@code POST /payments} and {@code GET /payments/{id}} as in system D. */
    PAYMENTS_BASIC("payments", 201, true, false);

    private final String path;
    private final int createdStatus;
    private final boolean readable;
    private final boolean strict;

    ApiDialect(String path, int createdStatus, boolean readable, boolean strict) {
        this.path = path;
        this.createdStatus = createdStatus;
        this.readable = readable;
        this.strict = strict;
    }

    /** The service's name for it. */
    public String serviceName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The path of its payments. */
    public String path() {
        return path;
    }

    /** The HTTP status of a payment made. */
    public int createdStatus() {
        return createdStatus;
    }

    /** Whether a payment can be read by its id. */
    public boolean isReadable() {
        return readable;
    }

    /**
     * Whether a request with more than the service knows is refused. Callers of an older system are not: they send what
     * that system overlooked, and read an error member in every refusal.
     */
    public boolean isStrict() {
        return strict;
    }

    /** Whether every answer lists the methods and headers that pages of another origin may use, as in system C. */
    public boolean declaresCrossOrigin() {
        return this == PROCESS_PAYMENT;
    }
}
