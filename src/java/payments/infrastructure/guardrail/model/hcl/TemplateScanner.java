package payments.infrastructure.guardrail.model.hcl;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.hcl.Expression.Opaque;
import payments.infrastructure.guardrail.model.hcl.TemplatePart.Kind;

/**
 * Takes a template apart: texts, interpolations {@code ${}} and directives {@code %{}}, with the blanks that a {@code ~} takes
 * away. A text is at most one line long, so that it takes away blanks of that line only, as in Terraform.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/strings">Terraform: strings and templates</a>
 */
final class TemplateScanner {
    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final boolean quoted;
    private final int end;
    private final List<TemplatePart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int textAt;
    private boolean strips;

    /**
     * Scans from the cursor's place.
     *
     * @param quoted whether a quotation mark ends it and a backslash escapes
     * @param end where it ends at the latest
     */
    TemplateScanner(ExpressionParser expressions, boolean quoted, int end) {
        this.expressions = expressions;
        this.cursor = expressions.cursor();
        this.quoted = quoted;
        this.end = end;
    }

    List<TemplatePart> scan() {
        textAt = cursor.at();
        while (cursor.at() < end && !cursor.isAtEnd() && !(quoted && cursor.peek() == '"')) {
            if (cursor.sees("$${") || cursor.sees("%%{")) {
                text.append(cursor.peek()).append('{');
                cursor.moveTo(cursor.at() + 3);
            } else if (cursor.sees("${")) {
                interpolation();
            } else if (cursor.sees("%{")) {
                directive();
            } else if (quoted && cursor.peek() == '\\') {
                escape();
            } else if (quoted && cursor.peek() == '\n' && expressions.isStrict()) {
                throw cursor.expected(
                        "a quotation mark that ends the text; a text of several lines is a heredoc <<EOT");
            } else {
                character(cursor.next());
            }
        }
        if (cursor.at() > end) {
            throw new SyntaxFault(end, "an expression inside of the text has no end; close it with }");
        }
        flush();
        return parts;
    }

    private void character(char c) {
        text.append(c);
        if (c == '\n' && !quoted) {
            flush();
        }
    }

    private void flush() {
        String written = strips ? text.toString().stripLeading() : text.toString();
        if (!text.isEmpty()) {
            parts.add(TemplatePart.text(written, textAt));
            strips = false;
        }
        text.setLength(0);
        textAt = cursor.at();
    }

    /** Takes the blanks before this place away. */
    private void strip() {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).isText()) {
            parts.set(last, parts.get(last).with(parts.get(last).text().stripTrailing()));
        }
    }

    private void interpolation() {
        flush();
        int start = cursor.at();
        cursor.moveTo(start + 2);
        if (cursor.passes("~")) {
            strip();
        }
        parts.add(TemplatePart.of(Kind.VALUE, interpolated(), start));
        textAt = cursor.at();
    }

    /** An expression that is not understood is passed as a whole, where that is no fault. */
    private Expression interpolated() {
        int start = cursor.at();
        boolean before = cursor.linesAreBlank(true);
        try {
            Expression read = expressions.expression();
            closing();
            return read;
        } catch (SyntaxFault e) {
            if (expressions.isStrict()) {
                throw e;
            }
            cursor.moveTo(start);
            passClosingBrace();
            return new Opaque(cursor.between(start, cursor.at() - 1).strip());
        } finally {
            cursor.linesAreBlank(before);
        }
    }

    private void closing() {
        cursor.space();
        strips = cursor.passes("~");
        cursor.expect("}", "after the expression");
    }

    private void passClosingBrace() {
        int open = 1;
        boolean inText = false;
        while (!cursor.isAtEnd()) {
            char c = cursor.next();
            if (c == '\\' && inText) {
                cursor.next();
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText && c == '{') {
                open++;
            } else if (!inText && c == '}' && --open == 0) {
                return;
            }
        }
        throw cursor.expected("\"}\" after the expression");
    }

    private void directive() {
        flush();
        int start = cursor.at();
        cursor.moveTo(start + 2);
        if (cursor.passes("~")) {
            strip();
        }
        boolean before = cursor.linesAreBlank(true);
        cursor.space();
        String word = cursor.name("if, else, endif, for or endfor");
        switch (word) {
            case "if" -> parts.add(TemplatePart.of(Kind.IF, expressions.expression(), start));
            case "else" -> parts.add(TemplatePart.mark(Kind.ELSE, start));
            case "endif" -> parts.add(TemplatePart.mark(Kind.ENDIF, start));
            case "for" -> {
                List<String> names = expressions.loopNames();
                parts.add(TemplatePart.loop(names, expressions.expression(), start));
            }
            case "endfor" -> parts.add(TemplatePart.mark(Kind.ENDFOR, start));
            default ->
                throw new SyntaxFault(
                        start,
                        "%{" + word + " is no directive; use if, else, endif, for or endfor, or write %%{ for a text");
        }
        closing();
        cursor.linesAreBlank(before);
        textAt = cursor.at();
    }

    private void escape() {
        int start = cursor.at();
        cursor.next();
        char c = cursor.next();
        switch (c) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case '"', '\\' -> text.append(c);
            case 'u' -> code(start, 4);
            case 'U' -> code(start, 8);
            default ->
                throw new SyntaxFault(
                        start, "\\" + c + " is no escape; use \\n, \\r, \\t, \\\", \\\\, \\uNNNN or \\UNNNNNNNN");
        }
    }

    private void code(int start, int digits) {
        int code = 0;
        for (int digit = 0; digit < digits; digit++) {
            int value = Character.digit(cursor.next(), 16);
            code = value < 0 || code > Character.MAX_CODE_POINT ? Integer.MAX_VALUE : code * 16 + value;
        }
        if (code > Character.MAX_CODE_POINT) {
            throw new SyntaxFault(
                    start, "this is no character; write its code with %d hexadecimal digits".formatted(digits));
        }
        text.appendCodePoint(code);
    }
}
