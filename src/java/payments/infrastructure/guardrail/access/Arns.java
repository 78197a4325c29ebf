package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.List;

/** The six parts of an ARN in which references may stand: those hold colons of their own. */
public final class Arns {
    /** How many parts an ARN has. */
    public static final int PARTS = 6;

    /** Which of them is the account. */
    public static final int ACCOUNT = 4;

    /** Which of them is the region. */
    public static final int REGION = 3;

    private Arns() {}

    /** The parts; fewer for what is no ARN. */
    public static List<String> parts(String arn) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < arn.length() && parts.size() < PARTS - 1; at++) {
            char sign = arn.charAt(at);
            if (sign == '{') {
                depth++;
            } else if (sign == '}') {
                depth--;
            } else if (sign == ':' && depth == 0) {
                parts.add(arn.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(arn.substring(start));
        return parts;
    }

    /** The account of an ARN; of another text the text itself. */
    public static String account(String text) {
        List<String> parts = parts(text);
        return parts.size() == PARTS ? parts.get(ACCOUNT) : text;
    }

    /** Whether a text of a policy holds a wildcard outside of references. */
    public static boolean isGlob(String text) {
        return firstWildcard(text) < text.length();
    }

    /** Where the first wildcard outside of references stands; the length where there is none. */
    public static int firstWildcard(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            if (depth == 0 && (sign == '*' || sign == '?')) {
                return at;
            }
        }
        return text.length();
    }
}
