package payments.service.card;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds card numbers in text: 13 to 19 digits with a card issuer's prefix and a right Luhn check digit.
 *
 * <p>Digits may be split by up to two separators (space, dash of any kind, dot, underscore) and written in any
 * script. A number may begin and end only where a group of digits begins and ends; so an expiry date behind a
 * card number hides nothing, and a long order number is rarely refused by chance. Only a group of more than 19
 * digits is searched at every position, because there the edges say nothing.
 *
 * <p>A UUID with at least one letter is passed over: no card number is written in that form, while the
 * digits around its dashes pass for one by chance in about one of 750 random UUIDs. Refusing those would turn
 * away honest clients whose ids they cannot repair.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int MAX_SEPARATORS = 2;

    /** A canonical UUID of any version that stands alone and has a letter. */
    private static final Pattern UUID = Pattern.compile(
            "(?<![0-9A-Za-z-])(?=[0-9-]*[a-f])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                    + "(?![0-9A-Za-z-])",
            Pattern.CASE_INSENSITIVE);

    /**
     * Ranges of the first four digits, both ends included: Mir, Mastercard, Diners Club, American Express,
     * JCB, Diners Club, Visa, Mastercard and Maestro, Discover/UnionPay/Maestro, UnionPay and RuPay, Troy.
     */
    private static final int[][] ISSUERS = {
        {2200, 2204},
        {2221, 2720},
        {3000, 3059},
        {3095, 3095},
        {3400, 3499},
        {3528, 3589},
        {3600, 3999},
        {4000, 4999},
        {5000, 5999},
        {6000, 6999},
        {8100, 8299},
        {9792, 9792}
    };

    private CardNumbers() {}

    /** Whether the text contains at least one card number. */
    public static boolean areIn(String text) {
        return areInPlain(UUID.matcher(text).replaceAll("#"));
    }

    private static boolean areInPlain(String text) {
        StringBuilder digits = new StringBuilder();
        List<Integer> edges = new ArrayList<>();
        int separators = MAX_SEPARATORS + 1;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int character = text.codePointAt(at);
            next = at + Character.charCount(character);
            int digit = Character.digit(character, 10);
            if (digit >= 0) {
                if (separators > 0) {
                    edges.add(digits.length());
                }
                digits.append((char) ('0' + digit));
                separators = 0;
            } else if (!isSeparator(character) || ++separators > MAX_SEPARATORS) {
                if (isInRun(digits, edges)) {
                    return true;
                }
                digits.setLength(0);
                edges.clear();
                separators = MAX_SEPARATORS + 1;
            }
        }
        return isInRun(digits, edges);
    }

    private static boolean isSeparator(int character) {
        return Character.isSpaceChar(character)
                || Character.isWhitespace(character)
                || Character.getType(character) == Character.DASH_PUNCTUATION
                || Character.getType(character) == Character.FORMAT
                || character == '.'
                || character == '_';
    }

    /** Edges are where groups start; the end of the run closes the last group. */
    private static boolean isInRun(CharSequence digits, List<Integer> edges) {
        if (digits.length() < SHORTEST) {
            return false;
        }
        List<Integer> cuts = new ArrayList<>(edges);
        cuts.add(digits.length());
        for (int i = 0; i + 1 < cuts.size(); i++) {
            int start = cuts.get(i);
            for (int j = i + 1; j < cuts.size() && cuts.get(j) - start <= LONGEST; j++) {
                if (isCardNumber(digits, start, cuts.get(j))) {
                    return true;
                }
            }
            if (cuts.get(i + 1) - start > LONGEST && isAnywhere(digits, start, cuts.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnywhere(CharSequence digits, int from, int to) {
        for (int start = from; start + SHORTEST <= to; start++) {
            for (int end = start + SHORTEST; end <= Math.min(to, start + LONGEST); end++) {
                if (isCardNumber(digits, start, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCardNumber(CharSequence digits, int start, int end) {
        int length = end - start;
        return length >= SHORTEST
                && length <= LONGEST
                && hasIssuer(Integer.parseInt(digits, start, start + 4, 10))
                && passesLuhn(digits, start, end);
    }

    private static boolean hasIssuer(int firstFour) {
        for (int[] range : ISSUERS) {
            if (firstFour >= range[0] && firstFour <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean passesLuhn(CharSequence digits, int start, int end) {
        int sum = 0;
        for (int i = end - 1; i >= start; i--) {
            int digit = digits.charAt(i) - '0';
            boolean doubled = (end - 1 - i) % 2 == 1;
            sum += doubled ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        return sum % 10 == 0;
    }
}
