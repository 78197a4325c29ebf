package payments.service.domain;

/** Which characters a text may have. Refused at the door, because a later system would choke on them in its own way. */
public final class Texts {
    private Texts() {}

    /**
     * Whether every character can travel: SQS and SNS carry tab, line feed, carriage return and U+0020 up without
     * surrogates, U+FFFE and U+FFFF (SQS API reference, SendMessage); PostgreSQL stores no NUL. Characters that reverse
     * the direction of writing are refused, since they make a text read as another one (Unicode TR 36, CVE-2021-42574).
     */
    public static boolean areSafe(String text) {
        return text.codePoints().allMatch(Texts::isSafe);
    }

    private static boolean isSafe(int c) {
        boolean travels = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || c >= 0xE000;
        boolean nonCharacter = c == 0xFFFE || c == 0xFFFF;
        return travels && !nonCharacter && !turnsDirection(c);
    }

    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
