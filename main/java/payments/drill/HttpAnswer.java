package payments.drill;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer of the API. */
record HttpAnswer(int status, JsonNode body) {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int ACCEPTED = 202;
    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int SERVER_ERROR = 500;

    String text(String member) {
        return body.path(member).asText();
    }
}
