package payments.service.card;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups of digits that may be one number, since only separators stand between them.
 *
 * <p>Usual separators are those by which people group a number: up to four spaces, dashes and minus signs of any kind, dots,
 * underscores, invisible characters. Groups between them may have any size. Other marks ({@code / , | :} and the like, with
 * spaces or without), more than four of them, and one letter also separate lists, dates and columns; there, groups count only if
 * they are those of a card: four digits each, or one each, or four, six and four or five, with the same separator between all.
 */
final class DigitRun {
    /** What stands in place of another number, and is no separator. */
    static final String END = "\uE000";

    /** Of a file, in which tabs separate columns, and lines rows. */
    private static final String BETWEEN_COLUMNS = "\t\r\n";

    private static final int MAX_USUAL = 4;
    private static final int MAX_SEPARATORS = 16;
    private static final int CARD_GROUP = 4;

    private final StringBuilder digits = new StringBuilder();

    /** Where each group starts. */
    private final List<Integer> starts = new ArrayList<>();

    /** What stands before each group; empty before the first. */
    private final List<String> separators = new ArrayList<>();

    private final boolean columns;

    private DigitRun(boolean columns) {
        this.columns = columns;
    }

    /** The runs of a text, in order. */
    static List<DigitRun> allIn(String text) {
        return all(text, false);
    }

    /** The runs of a line of a file, whose columns may be separated by tabs. */
    static List<DigitRun> allInColumns(String line) {
        return all(line, true);
    }

    private static List<DigitRun> all(String text, boolean columns) {
        List<DigitRun> runs = new ArrayList<>();
        DigitRun run = new DigitRun(columns);
        StringBuilder separator = new StringBuilder();
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int character = text.codePointAt(at);
            next = at + Character.charCount(character);
            int digit = digit(character);
            if (digit >= 0) {
                run.add((char) ('0' + digit), separator.toString());
                separator.setLength(0);
            } else if (endsRun(character, separator)) {
                run.addTo(runs);
                run = new DigitRun(columns);
                separator.setLength(0);
            } else if (!run.starts.isEmpty()) {
                separator.appendCodePoint(character);
            }
        }
        run.addTo(runs);
        return runs;
    }

    /** The value of a digit of any script, in a circle or raised too; -1 for everything else. */
    static int digit(int character) {
        if (Character.getType(character) == Character.OTHER_NUMBER) {
            String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
            return plain.length() == 1 ? Character.digit(plain.charAt(0), 10) : -1;
        }
        return Character.digit(character, 10);
    }

    private static boolean endsRun(int character, CharSequence separator) {
        return character == END.charAt(0)
                || separator.length() == MAX_SEPARATORS
                || (Character.isLetter(character) && separator.codePoints().anyMatch(Character::isLetter));
    }

    private void add(char digit, String separator) {
        if (starts.isEmpty() || !separator.isEmpty()) {
            starts.add(digits.length());
            separators.add(separator);
        }
        digits.append(digit);
    }

    private void addTo(List<DigitRun> runs) {
        if (digits.length() >= CardNumbers.SHORTEST) {
            runs.add(this);
        }
    }

    /** Whether a card number begins with one of the groups. */
    boolean hasCardNumber() {
        for (int first = 0; first < starts.size(); first++) {
            if (startsAt(first)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(int first) {
        int start = starts.get(first);
        boolean usual = true;
        boolean uniform = true;
        for (int last = first; last < starts.size() && end(last) - start <= CardNumbers.LONGEST; last++) {
            usual &= last == first || isUsual(separators.get(last));
            uniform &= last <= first + 1 || separators.get(last).equals(separators.get(first + 1));
            if ((usual || (uniform && isGroupedLikeACard(first, last))) && CardNumber.is(digits, start, end(last))) {
                return true;
            }
        }
        return Appended.isIn(digits, start, end(first)) || isFollowedByExpiry(first);
    }

    /** The month stands in the group of the number, and the year behind a slash. */
    private boolean isFollowedByExpiry(int first) {
        return first + 1 < starts.size()
                && separators.get(first + 1).strip().equals("/")
                && Appended.isExpiryIn(digits, starts.get(first), starts.get(first + 1), end(first + 1));
    }

    private int end(int group) {
        return group + 1 < starts.size() ? starts.get(group + 1) : digits.length();
    }

    private int size(int group) {
        return end(group) - starts.get(group);
    }

    private boolean isGroupedLikeACard(int first, int last) {
        return isUniform(first, last)
                || isOneAmount(first, last)
                || (last == first + 2 && size(first) == CARD_GROUP && size(first + 1) == 6);
    }

    /** All of the text is one number, as a spreadsheet shows it: {@code 4,111,111,111,111,111}. */
    private boolean isOneAmount(int first, int last) {
        for (int group = first + 1; group <= last; group++) {
            if (size(group) != 3) {
                return false;
            }
        }
        return size(first) == 1 && first == 0 && last == starts.size() - 1 && !columns;
    }

    /** Groups of one digit, or of four with the rest in the last. */
    private boolean isUniform(int first, int last) {
        int size = size(first);
        for (int group = first; group < last; group++) {
            if (size(group) != size) {
                return false;
            }
        }
        return size(last) <= size && (size == 1 || size == CARD_GROUP);
    }

    private boolean isUsual(String separator) {
        return separator.codePointCount(0, separator.length()) <= MAX_USUAL
                && separator.codePoints().allMatch(this::isUsual);
    }

    private boolean isUsual(int character) {
        return Character.isSpaceChar(character)
                || (Character.isWhitespace(character) && !(columns && BETWEEN_COLUMNS.indexOf(character) >= 0))
                || Character.getType(character) == Character.DASH_PUNCTUATION
                || Character.getType(character) == Character.FORMAT
                || "._\u2212\u2043\u02d7\u00b7".indexOf(character) >= 0;
    }
}
