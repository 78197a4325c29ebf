package payments.service.handler.api;

import payments.service.card.CardData;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.http.HttpRequest;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;

/** The object that a request's body is. Card data is refused before all else. */
final class JsonBody {
    private JsonBody() {}

    /**
     * Reads it.
     *
     * @throws RejectedException when it is none, or has card data anywhere in it
     */
    static JsonValue.Obj of(HttpRequest request) {
        JsonValue document = document(request.body().bytes());
        if (CardData.isNamedIn(document)) {
            throw new RejectedException(Rejection.CARD_SECURITY_DATA);
        }
        if (CardData.isNumberIn(document)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        JsonValue.Obj body = document.asObject();
        if (body == null) {
            throw new RejectedException(Rejection.BODY_NOT_AN_OBJECT);
        }
        return body;
    }

    private static JsonValue document(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (InvalidJsonException e) {
            throw new RejectedException(Rejection.INVALID_JSON);
        }
    }
}
