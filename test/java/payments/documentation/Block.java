package payments.documentation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A block of code in a document.
 *
 * @param document the document's path in the repository
 * @param line the line of the block's fence, from 1
 * @param language the first word of the info string, empty where there is none
 * @param text the code
 * @param marker the comment directly before the block, where there is one
 */
record Block(Path document, int line, String language, String text, Optional<Marker> marker) {
    /** Where a reader finds it. */
    String place() {
        return "%s:%d".formatted(document, line);
    }

    /** Whether it is a shell's input. */
    boolean isShell() {
        return language.equals("sh") || language.equals("bash") || language.equals("console");
    }

    /** What a shell is to run: of a console the lines after a prompt, which may go on in further lines, else all. */
    String script() {
        if (!language.equals("console")) {
            return text;
        }
        StringBuilder script = new StringBuilder();
        text.lines().filter(line -> line.startsWith("$ ")).forEach(line -> script.append(line.substring(2))
                .append('\n'));
        return script.toString();
    }

    /** Its first line, for a list of blocks. */
    String firstLine() {
        return text.lines().findFirst().orElse("").strip();
    }
}
