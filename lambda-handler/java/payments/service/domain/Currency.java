package payments.service.domain;

/**
 * An active ISO 4217 currency. Only {@link Currencies} makes them, so holding one means that it exists.
 *
 * @param code three capital letters
 * @param exponent decimal digits between the major and the minor unit: 2 for USD, 0 for JPY, 3 for KWD
 */
public record Currency(String code, int exponent) {
    private static final int LARGEST_EXPONENT = 4;

    /** Checks what the table promises. */
    public Currency {
        if (!code.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(
                    "currency code is \"%s\"; it must be three capital letters; correct the table".formatted(code));
        }
        if (exponent < 0 || exponent > LARGEST_EXPONENT) {
            throw new IllegalArgumentException("exponent of %s is %d; it must be 0 to %d; correct the table"
                    .formatted(code, exponent, LARGEST_EXPONENT));
        }
    }
}
