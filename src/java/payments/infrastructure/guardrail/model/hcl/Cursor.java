package payments.infrastructure.guardrail.model.hcl;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place in a source that moves forward, with what a hostile source must not exceed. It also copies what was written in one
 * line: without comments, and with heredocs as quoted texts.
 */
final class Cursor {
    /** A hostile source must not end in a stack overflow. */
    private static final int DEEPEST = 100;

    /** Each level of an expression copies what it holds: this is enough for all levels of a file of some megabytes. */
    private static final long MOST_COPIED = 64L * 1024 * 1024;

    private static final char END = '\0';

    private final String source;
    private @Nullable NavigableMap<Integer, Edit> edits;
    private int at;
    private int depth;
    private long copied;
    private boolean linesAreBlank = true;

    Cursor(String source) {
        this.source = source;
    }

    /** What stands in a copy instead of what is written up to an end. */
    private record Edit(int end, String text) {}

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at >= source.length();
    }

    void moveTo(int place) {
        at = place;
    }

    /** Moves on, and gives the character that was here. */
    char next() {
        char here = peek();
        at++;
        return here;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : END;
    }

    boolean sees(String text) {
        return source.startsWith(text, at);
    }

    /** Passes a text where it stands here. */
    boolean passes(String text) {
        boolean here = sees(text);
        if (here) {
            at += text.length();
        }
        return here;
    }

    /** Whether a word stands here, and nothing that goes on with it. */
    boolean seesWord(String word) {
        return sees(word) && !isNamePart(peek(word.length()));
    }

    void expect(String text, String where) {
        if (!passes(text)) {
            throw expected("\"" + text + "\" " + where);
        }
    }

    int find(String text) {
        return source.indexOf(text, at);
    }

    String rest() {
        return source.substring(at);
    }

    String between(int from, int to) {
        return source.substring(from, to);
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** A name; what it is for is said where there is none. */
    String name(String what) {
        if (!isNameStart(peek())) {
            throw expected(what);
        }
        int start = at;
        while (isNamePart(peek())) {
            at++;
        }
        return source.substring(start, at);
    }

    /** Sets whether the end of a line is a mere blank here, and says whether it was so before. */
    boolean linesAreBlank(boolean blank) {
        boolean before = linesAreBlank;
        linesAreBlank = blank;
        return before;
    }

    /** Passes blanks and comments; ends of lines where they are blanks. */
    void space() {
        while (true) {
            char c = peek();
            if (c == '\n') {
                if (!linesAreBlank) {
                    return;
                }
                int start = at;
                while (Character.isWhitespace(peek())) {
                    at++;
                }
                copyAs(start, " ");
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || sees("//")) {
                int end = find("\n");
                pass(end < 0 ? source.length() : end, "");
            } else if (sees("/*")) {
                int end = find("*/");
                if (end < 0) {
                    throw new SyntaxFault(at, "the comment that begins with /* has no end; close it with */");
                }
                pass(end + 2, " ");
            } else {
                return;
            }
        }
    }

    /** Passes blanks, comments and ends of lines. */
    void lines() {
        boolean before = linesAreBlank(true);
        space();
        linesAreBlank(before);
    }

    private void pass(int end, String instead) {
        int start = at;
        at = end;
        copyAs(start, instead);
    }

    /** Says what stands in copies instead of what is written from a place to here. */
    void copyAs(int from, String text) {
        if (edits == null) {
            // Most sources are short texts of JSON, which have none.
            edits = new TreeMap<>();
        }
        edits.put(from, new Edit(at, text));
    }

    /** What is written from a place to here. */
    String copy(int from) {
        copied += at - from;
        if (copied > MOST_COPIED) {
            throw new SyntaxFault(from, "this expression is too large to be read; divide it with locals");
        }
        if (edits == null) {
            return source.substring(from, at);
        }
        StringBuilder copy = new StringBuilder();
        int place = from;
        for (Map.Entry<Integer, Edit> edit = edits.ceilingEntry(place);
                edit != null && edit.getKey() < at;
                edit = edits.ceilingEntry(place)) {
            copy.append(source, place, edit.getKey()).append(edit.getValue().text());
            place = edit.getValue().end();
        }
        return copy.append(source, place, Math.max(place, at)).toString();
    }

    /** What is read one level deeper. */
    <T> T deeper(Supplier<T> read) {
        if (++depth > DEEPEST) {
            throw new SyntaxFault(at, "this is nested more than %d levels deep, which is not read".formatted(DEEPEST));
        }
        try {
            return read.get();
        } finally {
            depth--;
        }
    }

    /** What should stand here, and what does. */
    SyntaxFault expected(String what) {
        return new SyntaxFault(at, "expected %s, found %s".formatted(what, found()));
    }

    private String found() {
        if (isAtEnd()) {
            return "the end of the file";
        }
        if (peek() == '\n' || sees("\r\n")) {
            return "the end of the line";
        }
        int end = at;
        while (end < source.length() && isNamePart(source.charAt(end)) && end - at < 40) {
            end++;
        }
        return "\"" + source.substring(at, Math.max(end, source.offsetByCodePoints(at, 1))) + "\"";
    }
}
