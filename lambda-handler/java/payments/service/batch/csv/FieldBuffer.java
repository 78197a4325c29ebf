package payments.service.batch.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of one field, at most as many as allowed. Not for concurrent use. */
final class FieldBuffer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final byte[] bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int length;
    private boolean ascii = true;
    private Optional<CsvError> error = Optional.empty();

    FieldBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    void clear() {
        length = 0;
        ascii = true;
        error = Optional.empty();
    }

    boolean isEmpty() {
        return length == 0 && error.isEmpty();
    }

    /** Stores the byte, or only the fact that it did not fit. */
    void add(int value) {
        if (length == bytes.length) {
            error = Optional.of(CsvError.FIELD_TOO_LONG);
            return;
        }
        ascii &= value < 0x80;
        bytes[length++] = (byte) value;
    }

    /** The field; empty when it has a error, which {@link #error} names. */
    Optional<String> text() {
        if (error.isPresent()) {
            return Optional.empty();
        }
        try {
            String text = ascii
                    ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
                    : decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            if (hasForbidden(text)) {
                error = Optional.of(CsvError.CONTROL_CHARACTER);
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            error = Optional.of(CsvError.NOT_UTF8);
            return Optional.empty();
        }
    }

    Optional<CsvError> error() {
        return error;
    }

    /** What neither PostgreSQL text (NUL) nor an SQS message body (the others) can carry. */
    private static boolean hasForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowedControl = c == '\t' || c == '\n' || c == '\r';
            if ((c < ' ' && !allowedControl) || c == '\u007F' || c == BYTE_ORDER_MARK || c >= '\uFFFE') {
                return true;
            }
        }
        return false;
    }
}
