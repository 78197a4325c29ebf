package payments.service.batch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What separates the fields of a file. RFC 4180 knows the comma; programs write what the list separator of their country is. It
 * is found out from the first line alone: either that line declares it, as Excel writes it ({@code sep=;}), or it is the one
 * by which the line has the columns that every file must have.
 *
 * @param character the separator
 * @param declared whether the first line only declares it, and the header is the next
 */
record Separator(char character, boolean declared) {
    private static final List<Character> ALLOWED = List.of(',', ';', '\t', '|');
    private static final Pattern DECLARATION = Pattern.compile("(?i)\"?sep *= *(.)\"?\\1* *");

    /** Lines before the header that say nothing: comments, and separators alone. */
    private static final Pattern SAYS_NOTHING = Pattern.compile("#.*|[,;\t| ]*");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Longer headers are refused, whatever separates their names. */
    private static final int LOOK_AHEAD = 16 * 1024;

    /** Looks at the first line, and leaves the stream at its start. */
    static Separator of(BufferedInputStream in) throws IOException {
        String line = firstLine(in);
        Matcher declaration = DECLARATION.matcher(line);
        if (declaration.matches() && ALLOWED.contains(declaration.group(1).charAt(0))) {
            return new Separator(declaration.group(1).charAt(0), true);
        }
        return ALLOWED.stream()
                .filter(separator -> columns(line, separator).containsAll(Header.REQUIRED))
                .findFirst()
                .map(separator -> new Separator(separator, false))
                .orElse(new Separator(',', false));
    }

    /** Its name, to be shown. */
    String shown() {
        return character == '\t' ? "tab" : "\"" + character + "\"";
    }

    private static String firstLine(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        String text = new String(head, StandardCharsets.UTF_8);
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .filter(line -> !SAYS_NOTHING.matcher(line).matches())
                .findFirst()
                .orElse("");
    }

    private static Set<String> columns(String line, char separator) {
        return Arrays.stream(line.toLowerCase(Locale.ROOT).split(Pattern.quote(String.valueOf(separator))))
                .map(Header::canonical)
                .collect(Collectors.toSet());
    }
}
