package payments.infrastructure.guardrail.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives references values, so that a question about a stranger has an answer: what Terraform makes or reads is ours, and is never
 * what a stranger has. What a user fills in by a variable stays open.
 */
public final class Grounding {
    private static final Pattern VARIABLE = Pattern.compile("(?:[\\w.-]+:)?(?:var|local|each)\\..*");
    private static final Pattern OF_REQUEST =
            Pattern.compile("[A-Za-z0-9.-]+:[A-Za-z0-9_+=,.@/:-]+(?:\\s*,\\s*'[^']*')?");
    private static final Pattern OF_TERRAFORM =
            Pattern.compile("(?:[\\w.-]+:)?(?:(?:data|module|path|self|terraform)\\.|[a-z0-9]+_\\w+\\.).*");
    private static final Pattern ACCOUNT =
            Pattern.compile("account|(?:[\\w.-]+:)?data\\.aws_caller_identity\\.[^.]+\\.(?:account_id|id)");

    private final String account;

    /** @param account stands for every reference to the own account */
    public Grounding(String account) {
        this.account = account;
    }

    /** A policy without references. */
    public Policy of(Policy policy) {
        return new Policy(
                policy.name(),
                policy.kind(),
                policy.statements().stream().map(this::statement).toList());
    }

    private PolicyStatement statement(PolicyStatement statement) {
        List<Condition> conditions = new ArrayList<>();
        for (Condition condition : statement.conditions()) {
            conditions.add(new Condition(condition.operator(), condition.key(), texts(condition.values())));
        }
        return new PolicyStatement(
                statement.label(),
                statement.version2012(),
                statement.effect(),
                principals(statement.principals()),
                statement.actions(),
                patterns(statement.resources()),
                conditions);
    }

    private @Nullable Principals principals(@Nullable Principals principals) {
        if (principals == null) {
            return null;
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        principals
                .names()
                .forEach((kind, some) ->
                        names.put(kind, some.stream().map(this::principal).toList()));
        return new Principals(principals.excluded(), names);
    }

    /** A principal that a user fills in may be anybody. */
    private String principal(String name) {
        String grounded = text(name);
        return Interpolations.in(grounded) ? Principals.EVERYONE : grounded;
    }

    private @Nullable Patterns patterns(@Nullable Patterns patterns) {
        return patterns == null ? null : new Patterns(patterns.excluded(), texts(patterns.patterns()));
    }

    private List<String> texts(List<String> texts) {
        return texts.stream().map(this::text).toList();
    }

    /** A text without references. */
    public String text(String text) {
        return Interpolations.in(text) ? replaced(text, this::value) : text;
    }

    private static String replaced(String text, Function<String, String> value) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = Interpolations.end(text, at);
            if (end < 0) {
                result.append(text.charAt(at));
                at++;
            } else {
                result.append(value.apply(text.substring(at, end)));
                at = end;
            }
        }
        return result.toString();
    }

    private String value(String reference) {
        String inner = reference.substring(2, reference.length() - 1);
        if (ACCOUNT.matcher(inner).matches()) {
            return account;
        }
        boolean ofRequest = OF_REQUEST.matcher(inner).matches()
                && !OF_TERRAFORM.matcher(inner).matches();
        if (VARIABLE.matcher(inner).matches() || ofRequest || inner.length() == 1) {
            return reference;
        }
        return "reference-" + Integer.toHexString(inner.hashCode());
    }
}
