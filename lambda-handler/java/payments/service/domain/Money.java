package payments.service.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An amount to pay. Always whole minor units; no float or double is involved anywhere.
 *
 * @param minorUnits 1 to {@value #MAX_MINOR_UNITS}: cents for USD, yen for JPY, fils for KWD
 * @param currency the currency that gives the minor unit its size
 */
public record Money(long minorUnits, Currency currency) {
    /**
     * The largest amount. Twelve digits, one fewer than the shortest card number: an amount can therefore
     * never be mistaken for a card number, nor carry one.
     */
    public static final long MAX_MINOR_UNITS = 999_999_999_999L;

    /** The JSON number grammar with a bounded length: a long token or exponent would cost time and memory. */
    private static final Pattern TOKEN =
            Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,16})?([eE][+-]?[0-9]{1,2})?");

    /** The same with as many fraction digits as a client writes that calculates with floats. */
    private static final Pattern FLOAT = Pattern.compile("-?[0-9]{1,16}(\\.[0-9]{1,38})?([eE][+-]?[0-9]{1,2})?");

    /** A float of 16 digits is off by less than this part of the smallest unit; what was meant is off by more. */
    private static final BigDecimal NOISE = new BigDecimal("0.001");

    private static final int MAX_INTEGER_DIGITS = 12;

    /** Checks the range. */
    public Money {
        if (minorUnits <= 0) {
            throw new RejectedException(Rejection.AMOUNT_NOT_POSITIVE);
        }
        if (minorUnits > MAX_MINOR_UNITS) {
            throw new RejectedException(Rejection.AMOUNT_TOO_LARGE);
        }
    }

    /**
     * Reads an amount in major units, as written in JSON.
     *
     * @param token for example {@code 12.34}; the digits after the point count as written, so {@code 12.340} is
     *     too precise for USD: guessing what the third digit meant is not ours
     * @throws RejectedException for a bad, zero, negative, too precise or too large amount
     */
    public static Money parse(String token, Currency currency) {
        if (!TOKEN.matcher(token).matches()) {
            throw new RejectedException(Rejection.INVALID_AMOUNT);
        }
        BigDecimal value = new BigDecimal(token);
        if (value.signum() <= 0) {
            throw new RejectedException(Rejection.AMOUNT_NOT_POSITIVE);
        }
        if (value.scale() > currency.exponent()) {
            throw new RejectedException(Rejection.AMOUNT_TOO_PRECISE);
        }
        if (value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            throw new RejectedException(Rejection.AMOUNT_TOO_LARGE);
        }
        return new Money(value.movePointRight(currency.exponent()).longValueExact(), currency);
    }

    /**
     * The same, from a client that calculates with floats, as those of older systems do: {@code 59.970000000000006} is 59.97, and
     * {@code 100.0} is 100 yen. A digit that says something, as in {@code 10.005} USD, is still refused.
     *
     * @throws RejectedException for a bad, zero, negative, too precise or too large amount
     */
    public static Money ofFloat(String token, Currency currency) {
        if (!FLOAT.matcher(token).matches()) {
            throw new RejectedException(Rejection.INVALID_AMOUNT);
        }
        BigDecimal value = new BigDecimal(token);
        BigDecimal meant = value.setScale(currency.exponent(), RoundingMode.HALF_UP);
        BigDecimal noise = value.subtract(meant).abs().movePointRight(currency.exponent());
        if (noise.compareTo(NOISE) >= 0) {
            throw new RejectedException(Rejection.AMOUNT_TOO_PRECISE);
        }
        if (meant.precision() - meant.scale() > MAX_INTEGER_DIGITS) {
            throw new RejectedException(
                    meant.signum() < 0 ? Rejection.AMOUNT_NOT_POSITIVE : Rejection.AMOUNT_TOO_LARGE);
        }
        return new Money(meant.movePointRight(currency.exponent()).longValueExact(), currency);
    }

    /** The amount in major units with exactly the currency's fraction digits, for example {@code 12.30}. */
    public String toDecimal() {
        return toBigDecimal().toPlainString();
    }

    /** The amount in major units, exactly. */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(minorUnits, currency.exponent());
    }
}
