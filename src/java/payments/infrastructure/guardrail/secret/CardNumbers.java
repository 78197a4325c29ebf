package payments.infrastructure.guardrail.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds card numbers in texts: 13 to 19 digits that start as a card scheme's numbers do and pass the check digit (ISO/IEC
 * 7812-1, annex B), alone or in the groups in which they are printed; and what a magnetic stripe holds (ISO/IEC 7813). Digits inside of longer
 * words, as in hashes, are no card numbers.
 */
public final class CardNumbers {
    private static final int FEWEST = 13;
    private static final Pattern DIGITS = Pattern.compile(
            "(?<![0-9A-Za-z.])(?:[0-9]{13,19}|[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,4}(?:\\1[0-9]{3})?|[0-9]{4}([ -])[0-9]{6}\\2[0-9]{4,5})(?![0-9A-Za-z])");

    private static final Pattern TRACK =
            Pattern.compile("%?B[0-9]{13,19}\\^[^^]{2,26}\\^[0-9]{4}|;?[0-9]{13,19}=[0-9]{7}");

    /** American Express, Diners, Visa, Mastercard (two ranges), Discover, JCB, UnionPay, Maestro. */
    private static final Pattern SCHEMES =
            Pattern.compile("3[47][0-9]{13}|3(?:0[0-5]|[689][0-9])[0-9]{11,16}|4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})"
                    + "|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}|6(?:011|4[4-9][0-9]|5[0-9]{2})[0-9]{12,15}"
                    + "|35(?:2[89]|[3-8][0-9])[0-9]{12,15}|62[0-9]{14,17}|(?:50|5[6-9]|6[0-9])[0-9]{11,17}");

    private CardNumbers() {}

    /** Whether the text holds a card number or a track. */
    public static boolean in(String text) {
        if (!hasDigits(text)) {
            return false;
        }
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            String number = digits.group().replaceAll("[ -]", "");
            if (SCHEMES.matcher(number).matches() && passesCheckDigit(number)) {
                return true;
            }
        }
        return TRACK.matcher(text).find();
    }

    private static boolean hasDigits(String text) {
        int digits = 0;
        for (int at = 0; at < text.length() && digits < FEWEST; at++) {
            if (Character.isDigit(text.charAt(at))) {
                digits++;
            }
        }
        return digits == FEWEST;
    }

    private static boolean passesCheckDigit(String number) {
        int sum = 0;
        for (int place = 0; place < number.length(); place++) {
            int digit = number.charAt(number.length() - 1 - place) - '0';
            int weighted = place % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
