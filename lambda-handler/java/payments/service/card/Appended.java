package payments.service.card;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows a card number with its expiry date or its security code written behind it without a separator. Only what card
 * data looks like counts: if a number were looked for at every position of a long group of digits, three order ids of 20 digits
 * in four would be refused by chance.
 */
final class Appended {
    private static final String MONTH = "(0[1-9]|1[0-2])";

    /** Years that a card of today can name, with and without their century. */
    private static final String YEAR = "(20)?[2-4][0-9]";

    private static final String EXPIRY = "(" + MONTH + YEAR + "|" + YEAR + MONTH + ")";

    /** Of a magnetic stripe (ISO/IEC 7813): YYMM, the service code, and data of the issuer. */
    private static final String TRACK = "[2-4][0-9]" + MONTH + "[125679][024][0-7][0-9]*";

    private static final int AMERICAN_EXPRESS = 15;

    private static final Pattern WHOLE_EXPIRY = Pattern.compile(EXPIRY);
    private static final Pattern FOUR_DIGIT_CODE = tail("[0-9]{4}");
    private static final Pattern THREE_DIGIT_CODE = tail("[0-9]{3}");

    private Appended() {}

    /** Whether a group of digits begins with a card number of its issuer's usual length, and goes on as card data does. */
    static boolean isIn(CharSequence digits, int start, int end) {
        if (end - start <= CardNumbers.SHORTEST) {
            return false;
        }
        int length = usualLength(digits, start);
        if (end - start <= length || !CardNumber.is(digits, start, start + length)) {
            return false;
        }
        Matcher rest = (length == AMERICAN_EXPRESS ? FOUR_DIGIT_CODE : THREE_DIGIT_CODE).matcher(digits);
        return rest.region(start + length, end).matches();
    }

    /** Whether a card number is followed by its expiry date, of which the part before a slash stands in the number's own group. */
    static boolean isExpiryIn(CharSequence digits, int start, int slash, int end) {
        int length = usualLength(digits, start);
        return slash == start + length + 2
                && CardNumber.is(digits, start, start + length)
                && WHOLE_EXPIRY.matcher(digits).region(start + length, end).matches();
    }

    /** Of a number whose first two digits are there. */
    private static int usualLength(CharSequence digits, int start) {
        if (digits.charAt(start) != '3') {
            return 16;
        }
        return switch (digits.charAt(start + 1)) {
            case '4', '7' -> AMERICAN_EXPRESS;
            case '0', '6', '8', '9' -> 14;
            default -> 16;
        };
    }

    private static Pattern tail(String code) {
        return Pattern.compile(code + "|" + EXPIRY + "(" + code + ")?|" + code + EXPIRY + "|" + TRACK);
    }
}
