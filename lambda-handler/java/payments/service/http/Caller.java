package payments.service.http;

import org.jspecify.annotations.Nullable;
import payments.service.card.CardNumbers;
import payments.service.domain.Digests;
import payments.service.domain.Origin;
import payments.service.domain.Texts;
import payments.service.json.JsonValue;

/**
 * Who asks, as API Gateway or the load balancer authenticated the request. Headers are never trusted: any client can send them.
 *
 * <p>In this order: the subject of a JWT that API Gateway verified; the user of an identity pool, all of whom sign with one
 * role; the principal of a signed request, without the name of the session, so that a caller stays the same when the
 * credentials are renewed; the API key, where nothing else was asked for: all users of an app send the same one. None of them:
 * every caller is the same anonymous caller, unless an authorizer let the request pass without a name. Such a caller must not be
 * taken for all those who have none.
 */
final class Caller {
    /** Shorter than what the ledger takes as an owner of accounts, 128 characters, with its kind before it. */
    private static final int LONGEST = 100;

    private Caller() {}

    static String of(JsonValue.Obj context) {
        JsonValue.Obj authorizer = context.object("authorizer");
        JsonValue.Obj identity = context.object("identity");
        String subject = firstOf(
                authorizer.object("jwt").object("claims").text("sub"),
                authorizer.object("claims").text("sub"),
                authorizer.text("principalId"));
        if (subject != null) {
            return "subject:" + storable(subject);
        }
        String user = firstOf(
                identity.text("cognitoIdentityId"),
                authorizer.object("iam").object("cognitoIdentity").text("identityId"));
        if (user != null) {
            return "identity:" + storable(user);
        }
        String principal =
                firstOf(identity.text("caller"), authorizer.object("iam").text("callerId"));
        if (principal != null) {
            return "principal:" + storable(principal.substring(0, end(principal)));
        }
        if (!authorizer.fields().isEmpty()) {
            return Origin.UNNAMED;
        }
        String key = identity.text("apiKeyId");
        return key == null ? Origin.ANONYMOUS : "key:" + storable(key);
    }

    /** A name that every store takes: one that is long, unprintable or like a card number is replaced by its digest. */
    private static String storable(String name) {
        return name.length() <= LONGEST && Texts.areSafe(name) && !CardNumbers.areIn(name)
                ? name
                : "sha256:" + Digests.sha256(name);
    }

    /** A role's caller id is {@code role-id:session-name} (IAM user guide, "IAM identifiers"). */
    private static int end(String principal) {
        int colon = principal.indexOf(':');
        return colon < 0 ? principal.length() : colon;
    }

    private static @Nullable String firstOf(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }
}
