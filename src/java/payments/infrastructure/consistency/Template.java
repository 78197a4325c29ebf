package payments.infrastructure.consistency;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with expressions of Terraform in it, and whether another text can have come of it: each expression may have become
 * anything, and what stands between them stands (Terraform documentation, "Strings and Templates").
 */
final class Template {
    private static final String BEGIN = "${";
    private static final String ESCAPED = "$${";

    /** What stands before, between and after the expressions. */
    private final List<String> literals = new ArrayList<>();

    Template(String text) {
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                literal.append(BEGIN);
                at += ESCAPED.length();
            } else if (text.startsWith(BEGIN, at)) {
                literals.add(literal.toString());
                literal.setLength(0);
                at = end(text, at + BEGIN.length());
            } else {
                literal.append(text.charAt(at));
                at++;
            }
        }
        literals.add(literal.toString());
    }

    /** Whether a text has an expression. */
    static boolean is(String text) {
        return text.contains(BEGIN);
    }

    /** Whether the text can have come of this. The first place that fits is as good as any later one. */
    boolean fits(String text) {
        String first = literals.get(0);
        if (literals.size() == 1) {
            return text.equals(first);
        }
        String last = literals.get(literals.size() - 1);
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int found = text.indexOf(literal, at);
            if (found < 0 || found + literal.length() > end) {
                return false;
            }
            at = found + literal.length();
        }
        return true;
    }

    /** Behind the brace that closes an expression; there are objects with braces inside of some. */
    private static int end(String text, int begin) {
        int depth = 1;
        int at = begin;
        while (at < text.length() && depth > 0) {
            char character = text.charAt(at);
            if (character == '{') {
                depth++;
            } else if (character == '}') {
                depth--;
            }
            at++;
        }
        return at;
    }
}
