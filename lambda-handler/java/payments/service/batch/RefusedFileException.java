package payments.service.batch;

import java.io.IOException;
import java.util.OptionalLong;

/** The file as a whole is not acceptable. An IOException, so that it can come out of a stream. */
public final class RefusedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FileError error;
    private final long line;

    RefusedFileException(FileError error) {
        this(error, 0);
    }

    RefusedFileException(FileError error, long line) {
        super(error.slug());
        this.error = error;
        this.line = line;
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
