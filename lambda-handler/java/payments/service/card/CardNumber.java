package payments.service.card;

/** One card number: 13 to 19 digits, an issuer's first four (ISO/IEC 7812-1), and a check digit by Luhn's formula. */
final class CardNumber {
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

    private CardNumber() {}

    /** Whether the digits from start to end are one. */
    static boolean is(CharSequence digits, int start, int end) {
        int length = end - start;
        return length >= CardNumbers.SHORTEST
                && length <= CardNumbers.LONGEST
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
