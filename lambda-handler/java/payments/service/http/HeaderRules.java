package payments.service.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;

/** What headers may be, whatever the entry point let through. */
public final class HeaderRules {
    private static final int MAX_HEADERS = 100;
    private static final int MAX_CHARACTERS = 16 * 1024;

    private HeaderRules() {}

    /**
     * Checks all headers.
     *
     * @throws RejectedException for a control character: such a value would end its line in a log or in another request
     * @throws TooLargeException for more than a hundred headers or 16384 characters
     */
    public static void check(Map<String, List<String>> headers) {
        int count = 0;
        int characters = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                count++;
                characters += header.getKey().length() + value.length();
                if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
                    throw new RejectedException(Rejection.INVALID_HEADER);
                }
            }
        }
        if (count > MAX_HEADERS || characters > MAX_CHARACTERS) {
            throw new TooLargeException();
        }
    }

    /** Whether the body is JSON in UTF-8 and not compressed, by the headers; a missing type says nothing, so it is not. */
    public static boolean declareJson(HttpRequest request) {
        List<String> types = request.header("content-type");
        boolean plain = request.header("content-encoding").stream()
                .allMatch(coding -> coding.strip().equalsIgnoreCase("identity"));
        return plain && types.size() == 1 && isJson(types.get(0));
    }

    private static boolean isJson(String type) {
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    /** The headers are too many or too long. */
    public static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the headers are too many or too long; send fewer");
        }
    }
}
