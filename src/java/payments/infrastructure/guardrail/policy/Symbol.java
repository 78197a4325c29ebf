package payments.infrastructure.guardrail.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sign of a text that may hold wildcards and texts unknown today.
 *
 * @param kind what it stands for
 * @param text the character, or the whole reference or variable
 */
record Symbol(Kind kind, String text) {
    enum Kind {
        LITERAL,
        /** {@code *}: any text, also none. */
        ANY,
        /** {@code ?}: one character. */
        ONE,
        /** A Terraform reference: a text of at least one character that is known after an apply. */
        REFERENCE,
        /** A policy variable whose context key is not known: a text of at least one character that is known with the request. */
        VARIABLE
    }

    static final Symbol WILDCARD = new Symbol(Kind.ANY, "*");

    /** A policy variable with its default (IAM User Guide, "Policy elements: variables and tags"). */
    private static final Pattern VARIABLE =
            Pattern.compile("([A-Za-z0-9.-]+:[A-Za-z0-9_+=,.@/:-]+?)(?:\\s*,\\s*'([^']*)')?");

    /** A Terraform reference may start with the stack that it stands in, and then looks like a variable. */
    private static final Pattern TERRAFORM = Pattern.compile(
            "(?:[\\w.-]+:)?(?:(?:data|ephemeral|var|local|module|each|count|path|self|terraform)\\.|[a-z0-9]+_\\w+\\.).*");

    private static final Pattern RESOURCE = Pattern.compile("(?:[\\w.-]+:)?aws_\\w+\\.[\\w-]+");

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isOpaque() {
        return kind == Kind.REFERENCE || kind == Kind.VARIABLE;
    }

    /** How sure a match of this opaque text with another text can be. */
    Truth doubt() {
        return kind == Kind.REFERENCE ? Truth.UNKNOWN : Truth.DEPENDS;
    }

    /** Whether both are references to one resource, or one of them is no reference to a resource at all. */
    boolean mayOverlap(Symbol other) {
        String mine = resource();
        String theirs = other.resource();
        return mine == null || theirs == null || mine.equals(theirs);
    }

    private @Nullable String resource() {
        Matcher matcher = RESOURCE.matcher(text.substring(2, text.length() - 1));
        return kind == Kind.REFERENCE && matcher.lookingAt() ? matcher.group() : null;
    }

    /** The signs of a text of a request: no wildcards, no variables. */
    static List<Symbol> ofValue(String text) {
        List<Symbol> symbols = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = Interpolations.end(text, at);
            symbols.add(
                    end < 0
                            ? new Symbol(Kind.LITERAL, text.substring(at, at + 1))
                            : new Symbol(Kind.REFERENCE, text.substring(at, end)));
            at = end < 0 ? at + 1 : end;
        }
        return symbols;
    }

    /**
     * The signs of a text of a policy.
     *
     * @param wildcards whether {@code *} and {@code ?} are wildcards there
     * @param context where variables take their values; null where the policy's version knows no variables
     * @return null where a variable has no value: then the text matches nothing
     */
    static @Nullable List<Symbol> ofPattern(String text, boolean wildcards, @Nullable RequestContext context) {
        List<Symbol> symbols = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = Interpolations.end(text, at);
            if (end < 0) {
                symbols.add(sign(text.charAt(at), wildcards));
                at++;
                continue;
            }
            String inner = text.substring(at + 2, end - 1);
            Matcher variable = VARIABLE.matcher(inner);
            if (context != null && (inner.equals("*") || inner.equals("?") || inner.equals("$"))) {
                symbols.add(new Symbol(Kind.LITERAL, inner));
            } else if (TERRAFORM.matcher(inner).matches() || !variable.matches()) {
                symbols.add(new Symbol(Kind.REFERENCE, text.substring(at, end)));
            } else if (context == null) {
                literals(text.substring(at, end), symbols);
            } else {
                List<String> values = context.values(variable.group(1));
                String fallback = variable.group(2);
                if (values == null || values.size() > 1) {
                    symbols.add(new Symbol(Kind.VARIABLE, text.substring(at, end)));
                } else if (!values.isEmpty()) {
                    symbols.addAll(ofValue(values.get(0)));
                } else if (fallback != null) {
                    literals(fallback, symbols);
                } else {
                    return null;
                }
            }
            at = end;
        }
        return symbols;
    }

    private static Symbol sign(char sign, boolean wildcards) {
        Kind kind = !wildcards ? Kind.LITERAL : sign == '*' ? Kind.ANY : sign == '?' ? Kind.ONE : Kind.LITERAL;
        return new Symbol(kind, String.valueOf(sign));
    }

    private static void literals(String text, List<Symbol> symbols) {
        for (int at = 0; at < text.length(); at++) {
            symbols.add(new Symbol(Kind.LITERAL, text.substring(at, at + 1)));
        }
    }
}
