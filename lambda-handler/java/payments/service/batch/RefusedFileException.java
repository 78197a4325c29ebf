package payments.service.batch;

import java.io.IOException;
import java.util.OptionalLong;

/** The file as a whole is not acceptable. An IOException, so that it can come out of a stream. */
public final class RefusedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FileError error;
    private final long line;
    private final String detail;

    RefusedFileException(FileError error) {
        this(error, 0);
    }

    RefusedFileException(FileError error, long line) {
        this(error, line, "");
    }

    /**
     * Refuses the file.
     *
     * @param line the line that shows it, from 1; 0 where it concerns no single line
     * @param detail what was found and what was expected, for the sender of the file; never card data
     */
    RefusedFileException(FileError error, long line, String detail) {
        super(error.slug());
        this.error = error;
        this.line = line;
        this.detail = detail;
    }

    /** What was found and what was expected; empty where the reason says it. */
    public String detail() {
        return detail;
    }

    /** Why. */
    public FileError error() {
        return error;
    }

    /** The line that shows it, from 1; empty where it concerns no single line. */
    public OptionalLong line() {
        return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
    }
}
