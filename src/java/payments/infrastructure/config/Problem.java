package payments.infrastructure.config;

/**
 * One thing that is wrong with a deployment file.
 *
 * @param file the file as the caller named it
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param path the path in the document, such as {@code environments.prod.regions[1].cidr}; empty for the document
 * @param message what is wrong with which value, what is allowed, what to change
 */
public record Problem(String file, int line, String path, String message) {
    private static final String INDENT = "\n    ";

    public Problem {
        path = PlainText.value(path);
        message = PlainText.message(message);
    }

    /** The problem as a block of text that starts with {@code file:line}, which editors and terminals link. */
    public String render() {
        String where = line == 0 ? file : file + ":" + line;
        String head = path.isEmpty() ? where : where + "  " + path;
        return head + INDENT + message.replace("\n", INDENT);
    }
}
