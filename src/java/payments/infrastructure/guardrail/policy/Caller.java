package payments.infrastructure.guardrail.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param kind what it is
 * @param name ARN of a role or user, host of a service, empty for who has no account
 */
public record Caller(Kind kind, String name) {
    /** What a caller is. */
    public enum Kind {
        /** A session of a role; which session is not known. */
        ROLE,
        /** An IAM user. */
        USER,
        /** An AWS service acting for itself. */
        SERVICE,
        /** Anyone on the internet. */
        ANONYMOUS
    }

    private static final int ACCOUNT = 4;
    private static final int RESOURCE = 5;

    public Caller {
        Objects.requireNonNull(kind, "kind");
        boolean needsArn = kind == Kind.ROLE || kind == Kind.USER;
        if (needsArn && name.split(":", -1).length <= RESOURCE) {
            throw new IllegalArgumentException(
                    "'%s' is no ARN of a %s; expected arn:<partition>:iam::<account>:<kind>/<name>"
                            .formatted(name, kind));
        }
    }

    /** A session of the role. */
    public static Caller role(String arn) {
        return new Caller(Kind.ROLE, arn);
    }

    /** The user. */
    public static Caller user(String arn) {
        return new Caller(Kind.USER, arn);
    }

    /** The service, such as {@code cloudwatch.amazonaws.com}. */
    public static Caller service(String host) {
        return new Caller(Kind.SERVICE, host);
    }

    /** Anyone. */
    public static Caller anonymous() {
        return new Caller(Kind.ANONYMOUS, "");
    }

    /** The account it belongs to; null for services and anonymous callers. */
    @Nullable String accountId() {
        return hasAccount() ? part(ACCOUNT) : null;
    }

    String partition() {
        return hasAccount() ? part(1) : "aws";
    }

    /** How the ARNs of a role's sessions start; a session knows the role's name without its path. */
    String sessionPrefix() {
        String role = part(RESOURCE);
        return "arn:%s:sts::%s:assumed-role/%s/"
                .formatted(partition(), part(ACCOUNT), role.substring(role.lastIndexOf('/') + 1));
    }

    /** The context keys that AWS sets from the caller (IAM User Guide, "AWS global condition context keys"). */
    RequestContext context() {
        String account = accountId();
        RequestContext known =
                RequestContext.nothing().with("aws:PrincipalIsAWSService", String.valueOf(kind == Kind.SERVICE));
        return account == null
                ? known.without("aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "kms:CallerAccount")
                : known.with("aws:PrincipalArn", name)
                        .with("aws:PrincipalAccount", account)
                        .with("kms:CallerAccount", account);
    }

    private boolean hasAccount() {
        return kind == Kind.ROLE || kind == Kind.USER;
    }

    private String part(int index) {
        return name.split(":", RESOURCE + 1)[index];
    }
}
