package payments.service.http;

import org.jspecify.annotations.Nullable;
import payments.service.domain.Origin;
import payments.service.json.JsonValue;

/**
 * Who asks, as API Gateway or the load balancer authenticated the request. Headers are never trusted: any client can send them.
 *
 * <p>In this order: the subject of a JWT that API Gateway verified; the principal of a signed request, without the name of
 * the session, so that a caller stays the same when the credentials are renewed; the API key. None of them: every caller is
 * the same anonymous caller.
 */
final class Caller {
    private Caller() {}

    static String of(JsonValue.Obj context) {
        JsonValue.Obj authorizer = context.object("authorizer");
        JsonValue.Obj identity = context.object("identity");
        String subject = firstOf(
                authorizer.object("jwt").object("claims").text("sub"),
                authorizer.object("claims").text("sub"),
                authorizer.text("principalId"));
        if (subject != null) {
            return "subject:" + subject;
        }
        String principal =
                firstOf(identity.text("caller"), authorizer.object("iam").text("callerId"));
        if (principal != null) {
            return "principal:" + principal.substring(0, end(principal));
        }
        String key = identity.text("apiKeyId");
        return key == null ? Origin.ANONYMOUS : "key:" + key;
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
