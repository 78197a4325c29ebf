package payments.service.handler.api;

import java.util.Locale;
import java.util.regex.Pattern;
import payments.contract.FunctionVariable;
import payments.service.domain.Currency;
import payments.service.domain.Money;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.json.JsonValue;

/** How an API writes amounts. In no form does an amount pass through a float: numbers are read and written as digits. */
public enum AmountForm {
    /** Major units, a number or a text: {@code 12.34} or {@code "12.34"}; answered as a text, which no client rounds. */
    DECIMAL {
        @Override
        Money read(JsonValue amount, Currency currency, boolean fromFloats) {
            return decimal(amount, currency, fromFloats);
        }

        @Override
        Object write(Money money) {
            return money.toDecimal();
        }
    },

    /** Major units, answered as a number, for clients that always had one. */
    DECIMAL_NUMBER {
        @Override
        Money read(JsonValue amount, Currency currency, boolean fromFloats) {
            return decimal(amount, currency, fromFloats);
        }

        @Override
        Object write(Money money) {
            return money.toBigDecimal();
        }
    },

    /** Whole minor units, a number without fraction and exponent: {@code 1234} for 12.34 USD. */
    MINOR_UNITS {
        @Override
        Money read(JsonValue amount, Currency currency, boolean fromFloats) {
            String number = amount.asNumber();
            if (number == null || !INTEGER.matcher(number).matches()) {
                throw new RejectedException(Rejection.INVALID_AMOUNT);
            }
            if (number.length() > LONGEST_EXACT) {
                throw new RejectedException(
                        number.startsWith("-") ? Rejection.AMOUNT_NOT_POSITIVE : Rejection.AMOUNT_TOO_LARGE);
            }
            return new Money(Long.parseLong(number), currency);
        }

        @Override
        Object write(Money money) {
            return money.minorUnits();
        }
    };

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    /** Digits that a long holds for sure. */
    private static final int LONGEST_EXACT = 18;

    /**
     * Reads an amount.
     *
     * @param fromFloats whether clients calculate with floats, so that the last digits are noise; see {@link Money#ofFloat}
     * @throws RejectedException when it is not written in this form or is no amount
     */
    abstract Money read(JsonValue amount, Currency currency, boolean fromFloats);

    /** The amount as a value of an answer. */
    abstract Object write(Money money);

    /** The form that a variable names: {@code decimal}, {@code decimal-number}, {@code minor-units}. */
    static AmountForm of(String name) {
        for (AmountForm form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return form;
            }
        }
        throw new IllegalStateException("%s is \"%s\"; it must be %s"
                .formatted(FunctionVariable.API_AMOUNTS, name, FunctionVariable.API_AMOUNTS.format()));
    }

    private static Money decimal(JsonValue amount, Currency currency, boolean fromFloats) {
        String number = amount.asNumber();
        String digits = number == null ? amount.asText() : number;
        if (digits == null) {
            throw new RejectedException(Rejection.INVALID_AMOUNT);
        }
        return fromFloats ? Money.ofFloat(digits, currency) : Money.parse(digits, currency);
    }
}
