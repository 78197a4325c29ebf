package payments.infrastructure.guardrail.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.policy.Symbol.Kind;

/**
 * Matches a text of a policy with a text of a request. Takes time and memory of the product of their lengths, whatever the
 * wildcards.
 */
final class TextMatch {
    private static final int ARN_SEGMENTS = 6;

    private TextMatch() {}

    /** Actions know no case, no variables and have wildcards. */
    static Truth action(String pattern, String action) {
        int same = 0;
        int shorter = Math.min(pattern.length(), action.length());
        // Most actions are written out and differ in their first signs; these need no symbols.
        while (same < shorter && isPlain(pattern.charAt(same)) && isPlain(action.charAt(same))) {
            char expected = pattern.charAt(same);
            char actual = action.charAt(same);
            if (expected != actual && Character.toLowerCase(expected) != Character.toLowerCase(actual)) {
                return Truth.FALSE;
            }
            same++;
        }
        return isPlain(pattern, same) && isPlain(action, same)
                ? Truth.of(pattern.length() == action.length())
                : glob(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT), null);
    }

    /** Whether the texts differ before the first wildcard or interpolation. Most do; these need no symbols. */
    private static boolean differAtOnce(String pattern, String value) {
        int shorter = Math.min(pattern.length(), value.length());
        for (int at = 0; at < shorter; at++) {
            char expected = pattern.charAt(at);
            if (expected == '*' || expected == '?' || expected == '$' || value.charAt(at) == '$') {
                return false;
            }
            if (expected != value.charAt(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (!isPlain(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char sign) {
        return sign != '*' && sign != '?' && sign != '$';
    }

    /** A text with wildcards. */
    static Truth glob(String pattern, String value, @Nullable RequestContext variables) {
        List<Symbol> symbols = differAtOnce(pattern, value) ? null : Symbol.ofPattern(pattern, true, variables);
        return symbols == null ? Truth.FALSE : match(symbols, Symbol.ofValue(value));
    }

    /** A text without wildcards. */
    static Truth equal(String expected, String value, @Nullable RequestContext variables) {
        List<Symbol> symbols = differAtOnce(expected, value) ? null : Symbol.ofPattern(expected, false, variables);
        return symbols == null ? Truth.FALSE : match(symbols, Symbol.ofValue(value));
    }

    /**
     * An ARN: each of its six parts matches on its own, and a wildcard does not reach over a colon of the first five. A
     * pattern with fewer parts is completed with wildcards (IAM User Guide, "IAM JSON policy elements: Resource").
     */
    static Truth arn(String pattern, String value, @Nullable RequestContext variables) {
        List<Symbol> symbols = differAtOnce(pattern, value) ? null : Symbol.ofPattern(pattern, true, variables);
        if (symbols == null) {
            return Truth.FALSE;
        }
        if (symbols.equals(List.of(Symbol.WILDCARD))) {
            return Truth.TRUE;
        }
        List<List<Symbol>> expected = segments(symbols);
        List<List<Symbol>> actual = segments(Symbol.ofValue(value));
        boolean complete = symbols.stream().noneMatch(Symbol::isOpaque) && pattern.startsWith("arn:");
        while (complete && expected.size() < ARN_SEGMENTS) {
            expected.add(List.of(Symbol.WILDCARD));
        }
        if (expected.size() < ARN_SEGMENTS || actual.size() < ARN_SEGMENTS) {
            return match(symbols, Symbol.ofValue(value));
        }
        Truth truth = Truth.TRUE;
        for (int part = 0; part < ARN_SEGMENTS; part++) {
            truth = truth.and(match(expected.get(part), actual.get(part)));
        }
        return truth;
    }

    private static List<List<Symbol>> segments(List<Symbol> symbols) {
        List<List<Symbol>> segments = new ArrayList<>(List.of(new ArrayList<>()));
        for (Symbol symbol : symbols) {
            boolean colon = symbol.is(Kind.LITERAL) && symbol.text().equals(":");
            if (colon && segments.size() < ARN_SEGMENTS) {
                segments.add(new ArrayList<>());
            } else {
                segments.get(segments.size() - 1).add(symbol);
            }
        }
        return segments;
    }

    /** The strongest claim over all ways to lay the value under the pattern, from their ends to their starts. */
    private static Truth match(List<Symbol> pattern, List<Symbol> value) {
        int same = 0;
        while (same < Math.min(pattern.size(), value.size()) && areLiteral(pattern.get(same), value.get(same))) {
            if (!pattern.get(same).equals(value.get(same))) {
                return Truth.FALSE;
            }
            same++;
        }
        return matchRest(pattern.subList(same, pattern.size()), value.subList(same, value.size()));
    }

    private static boolean areLiteral(Symbol expected, Symbol actual) {
        return expected.is(Kind.LITERAL) && actual.is(Kind.LITERAL);
    }

    private static Truth matchRest(List<Symbol> pattern, List<Symbol> value) {
        List<Truth> below = row(value);
        below.set(value.size(), Truth.TRUE);
        for (int at = pattern.size() - 1; at >= 0; at--) {
            List<Truth> row = row(value);
            for (int i = value.size(); i >= 0; i--) {
                Truth rest = below.get(i);
                row.set(
                        i,
                        i == value.size()
                                ? pattern.get(at).is(Kind.ANY) ? rest : Truth.FALSE
                                : step(pattern.get(at), value.get(i), rest, below.get(i + 1), row.get(i + 1)));
            }
            below = row;
        }
        return below.get(0);
    }

    /**
     * @param skipped the claim when the pattern's sign is over and the value's goes on
     * @param both the claim when both signs are over
     * @param stays the claim when the value's sign is over and the pattern's goes on
     */
    private static Truth step(Symbol expected, Symbol actual, Truth skipped, Truth both, Truth stays) {
        if (expected.is(Kind.ANY)) {
            return skipped.or(stays);
        }
        boolean same = expected.equals(actual);
        if (same || (expected.is(Kind.ONE) && actual.is(Kind.LITERAL))) {
            return both;
        }
        if (expected.isOpaque() && actual.isOpaque()) {
            Truth doubt = expected.doubt().and(actual.doubt());
            return expected.mayOverlap(actual) ? doubt.and(both.or(skipped).or(stays)) : Truth.FALSE;
        }
        if (expected.isOpaque()) {
            return expected.doubt().and(both.or(stays));
        }
        return actual.isOpaque() ? actual.doubt().and(both.or(skipped)) : Truth.FALSE;
    }

    private static List<Truth> row(List<Symbol> value) {
        return new ArrayList<>(Collections.nCopies(value.size() + 1, Truth.FALSE));
    }
}
