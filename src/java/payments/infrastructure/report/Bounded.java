package payments.infrastructure.report;

/** Makes lines readable for people: a long text is cut, and its length is given. The whole stands in JSON and SARIF. */
public final class Bounded {
    private Bounded() {}

    /**
     * The text, or its beginning with the length of the whole.
     *
     * @param most how many characters may be shown
     */
    public static String text(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return "%s... (%,d characters in all)".formatted(text.substring(0, end), text.length());
    }
}
