package payments.infrastructure.config;

/** Text of a stranger's file as a message may show it: short, on one line, and without characters that steer a terminal. */
final class PlainText {
    /** The longest value that a message repeats; an ARN fits. */
    private static final int LONGEST_VALUE = 200;

    /** The longest line of a message; the list of all keys of a section fits. */
    private static final int LONGEST_LINE = 2_000;

    private PlainText() {}

    /** One value, shortened. */
    static String value(String text) {
        return shortened(text, LONGEST_VALUE);
    }

    /** A whole message, which may have several lines. */
    static String message(String text) {
        StringBuilder plain = new StringBuilder();
        for (String line : text.split("\n", 20)) {
            plain.append(plain.isEmpty() ? "" : "\n").append(shortened(line, LONGEST_LINE));
        }
        return plain.toString();
    }

    /** Whether a character is invisible and changes how others are shown or read; a line break and a tab are not. */
    static boolean isControl(int character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\t')
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200B
                || character == 0x200E
                || character == 0x200F
                || character == 0xFEFF
                || character == 0x2028
                || character == 0x2029
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    private static String shortened(String text, int longest) {
        int end = text.length() <= longest ? text.length() : text.offsetByCodePoints(0, countUpTo(text, longest));
        StringBuilder plain = new StringBuilder();
        text.substring(0, end).codePoints().forEach(character -> {
            if (isControl(character) || character == '\n' || character == '\t') {
                plain.append("\\u%04X".formatted(character));
            } else {
                plain.appendCodePoint(character);
            }
        });
        return end == text.length() ? plain.toString() : "%s... (%d characters)".formatted(plain, text.length());
    }

    private static int countUpTo(String text, int longest) {
        return text.codePointCount(0, longest);
    }
}
