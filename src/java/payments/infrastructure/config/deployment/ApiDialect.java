package payments.infrastructure.config.deployment;

import java.util.Locale;

/** Which of the systems' APIs is spoken: its path, its fields, its status codes. The service knows the same names. */
public enum ApiDialect {
    /** {@code POST /payments} and {@code GET /payments/{id}}, answered with 201. */
    PAYMENTS(201, true),
    /** {@code POST /payment} with the caller's {@code transaction_id}. */
    PAYMENT(200, false),
    /** {@code POST /process-payment}; the service makes the id. */
    PROCESS_PAYMENT(200, false);

    private final int createdStatus;
    private final boolean readable;

    ApiDialect(int createdStatus, boolean readable) {
        this.createdStatus = createdStatus;
        this.readable = readable;
    }

    /** The service's name for it, which is also the path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status of a payment made. */
    public int createdStatus() {
        return createdStatus;
    }

    /** Whether a payment can be read by its id. */
    public boolean isReadable() {
        return readable;
    }
}
