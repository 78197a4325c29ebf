package payments.service.card;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the disguise off characters that a text names instead of having them, as texts do that went through a form, a page or
 * a program before: percent signs with bytes (RFC 3986, 2.1), entities and tags (HTML standard, 13.5), and backslashes as
 * programming languages write them.
 */
final class Escapes {
    private static final String MARKS = "%&<\\";

    private static final Pattern ESCAPE = Pattern.compile("(?<bytes>(?:%[0-9A-Fa-f]{2})+)"
            + "|%u(?<javascript>[0-9A-Fa-f]{4})"
            + "|&#(?<decimal>[0-9]{1,7});?"
            + "|&#[xX](?<hexadecimal>[0-9A-Fa-f]{1,6});?"
            + "|&(?<named>[A-Za-z]{2,8});"
            + "|(?<tag></?[A-Za-z][^<>]{0,60}>)"
            + "|\\\\+(?:u|U0000)(?<unicode>[0-9A-Fa-f]{4})"
            + "|\\\\+x(?<byte>[0-9A-Fa-f]{2})"
            + "|\\\\+(?<control>[abfnrtv0])");

    private static final int HEXADECIMAL = 16;

    /** Between columns of a table too, so that it is no usual separator. */
    private static final String TAG = "|";

    private Escapes() {}

    /** Whether a text may have any. */
    static boolean mayBeIn(String text) {
        return text.chars().anyMatch(c -> MARKS.indexOf(c) >= 0);
    }

    /** The text with the characters that are meant; those that were disguised twice too. */
    static String removedFrom(String text) {
        return once(once(text));
    }

    private static String once(String text) {
        Matcher escape = ESCAPE.matcher(text);
        StringBuilder plain = new StringBuilder();
        while (escape.find()) {
            escape.appendReplacement(plain, Matcher.quoteReplacement(meant(escape)));
        }
        return escape.appendTail(plain).toString();
    }

    private static String meant(Matcher match) {
        if (match.group("bytes") != null) {
            return decoded(match.group("bytes"));
        }
        if (match.group("decimal") != null) {
            return character(Integer.parseInt(match.group("decimal")));
        }
        for (String group : new String[] {"javascript", "hexadecimal", "unicode", "byte"}) {
            if (match.group(group) != null) {
                return character(Integer.parseInt(match.group(group), HEXADECIMAL));
            }
        }
        if (match.group("tag") != null) {
            return TAG;
        }
        return "amp".equalsIgnoreCase(match.group("named")) ? "&" : " ";
    }

    private static String decoded(String escapes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String hexadecimal : escapes.substring(1).split("%", -1)) {
            bytes.write(Integer.parseInt(hexadecimal, HEXADECIMAL));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String character(int codePoint) {
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : " ";
    }
}
