package payments.service.batch;

import java.io.IOException;
import java.util.OptionalLong;

/** The file as a whole is not acceptable. An IOException, so that it can come out of a stream. */
public final class RefusedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FileFault fault;
    private final long line;

    RefusedFileException(FileFault fault) {
        this(fault, 0);
    }

    RefusedFileException(FileFault fault, long line) {
        super(fault.slug());
        this.fault = fault;
        this.line = line;
    }

    /** Why. */
    public FileFault fault() {
        return fault;
    }

    /** The line that shows it, from 1; empty when it is no line's fault. */
    public OptionalLong line() {
        return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
    }
}
