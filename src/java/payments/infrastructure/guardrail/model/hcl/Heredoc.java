package payments.infrastructure.guardrail.model.hcl;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of several lines, from {@code <<NAME} to a line that holds only that name; {@code <<-NAME} takes away the blanks that all
 * of its lines begin with.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings">Terraform: heredocs</a>
 */
final class Heredoc {
    private Heredoc() {}

    /** Reads one that begins at the cursor, and leaves the cursor before the end of its last line. */
    static Expression read(ExpressionParser expressions) {
        Cursor cursor = expressions.cursor();
        int start = cursor.at();
        if (!cursor.passes("<<")) {
            throw cursor.expected("a value");
        }
        boolean indented = cursor.passes("-");
        String name = cursor.name("the name of a heredoc such as EOT");
        cursor.passes("\r");
        if (cursor.peek() != '\n') {
            throw cursor.expected("the end of the line after the name of a heredoc");
        }
        cursor.next();
        int first = cursor.at();
        int last = lastLine(cursor, first, name);
        if (last < 0) {
            throw new SyntaxFault(start, "the heredoc that begins here has no end; write a line with only " + name);
        }
        cursor.moveTo(first);
        Expression read = TemplateParser.until(expressions, last, indented);
        cursor.moveTo(last);
        cursor.moveTo(cursor.find(name) + name.length());
        cursor.copyAs(start, ExpressionText.of(read));
        return read;
    }

    /** Where the line with nothing but the name begins; negative where there is none. */
    private static int lastLine(Cursor cursor, int first, String name) {
        int line = first;
        while (line >= 0) {
            cursor.moveTo(line);
            int end = cursor.find("\n");
            String written = end < 0 ? cursor.rest() : cursor.between(line, end);
            if (written.strip().equals(name)) {
                return line;
            }
            line = end < 0 ? -1 : end + 1;
        }
        return -1;
    }

    /**
     * Lines of blanks alone stay as they are, and do not count. A line begins after a text that still ends one: where a {@code ~} took
     * that end away, Terraform leaves the blanks that follow as they are.
     */
    static List<TemplatePart> withoutIndent(List<TemplatePart> parts) {
        int least = Integer.MAX_VALUE;
        List<Boolean> startsLine = new ArrayList<>();
        boolean starts = true;
        for (TemplatePart part : parts) {
            startsLine.add(starts && !isBlankLine(part));
            if (starts && !isBlankLine(part)) {
                least = Math.min(least, indent(part));
            }
            starts = part.isText() && part.text().endsWith("\n");
        }
        List<TemplatePart> without = new ArrayList<>();
        for (int place = 0; place < parts.size(); place++) {
            TemplatePart part = parts.get(place);
            without.add(
                    part.isText() && startsLine.get(place)
                            ? part.with(part.text().substring(least))
                            : part);
        }
        return without;
    }

    private static boolean isBlankLine(TemplatePart part) {
        return part.isText() && part.text().endsWith("\n") && part.text().isBlank();
    }

    private static int indent(TemplatePart part) {
        return part.isText() ? part.text().length() - part.text().stripLeading().length() : 0;
    }
}
