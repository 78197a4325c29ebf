package payments.service.card;

/** One card number: 13 to 19 digits, an issuer's first four (ISO/IEC 7812-1), and a check digit by Luhn's formula. */
final class CardNumber {
    private static final int[] ANY_LENGTH = {13, 14, 15, 16, 17, 18, 19};
    private static final int[] FROM_14 = {14, 15, 16, 17, 18, 19};
    private static final int[] FROM_16 = {16, 17, 18, 19};

    /**
     * Ranges of the first four digits, both ends included, with the lengths that the issuer's numbers have: Mir, Mastercard,
     * Diners Club, American Express, JCB, Diners Club, Visa, Maestro, Mastercard, Maestro, Discover/UnionPay/Maestro, UnionPay and
     * RuPay, Troy. Where several issuers share a range, or one has numbers of many lengths, any length counts.
     */
    private static final Issuer[] ISSUERS = {
        new Issuer(2200, 2204, FROM_16),
        new Issuer(2221, 2720, 16),
        new Issuer(3000, 3059, FROM_14),
        new Issuer(3095, 3095, FROM_14),
        new Issuer(3400, 3499, 15),
        new Issuer(3528, 3589, FROM_16),
        new Issuer(3600, 3699, FROM_14),
        new Issuer(3700, 3799, 15),
        new Issuer(3800, 3999, FROM_14),
        new Issuer(4000, 4999, 13, 16, 19),
        new Issuer(5000, 5099, ANY_LENGTH),
        new Issuer(5100, 5599, 16),
        new Issuer(5600, 5999, ANY_LENGTH),
        new Issuer(6000, 6999, ANY_LENGTH),
        new Issuer(8100, 8299, ANY_LENGTH),
        new Issuer(9792, 9792, 16)
    };

    private CardNumber() {}

    /** Whether the digits from start to end are one. */
    static boolean is(CharSequence digits, int start, int end) {
        int length = end - start;
        return length >= CardNumbers.SHORTEST
                && length <= CardNumbers.LONGEST
                && hasIssuer(Integer.parseInt(digits, start, start + 4, 10), length)
                && passesLuhn(digits, start, end);
    }

    private static boolean hasIssuer(int firstFour, int length) {
        for (Issuer issuer : ISSUERS) {
            if (firstFour >= issuer.first && firstFour <= issuer.last) {
                return issuer.gives(length);
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

    /** A range of first digits. */
    private static final class Issuer {
        private final int first;
        private final int last;
        private final int[] lengths;

        Issuer(int first, int last, int... lengths) {
            this.first = first;
            this.last = last;
            this.lengths = lengths;
        }

        boolean gives(int length) {
            for (int one : lengths) {
                if (one == length) {
                    return true;
                }
            }
            return false;
        }
    }
}
