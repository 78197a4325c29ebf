package payments.infrastructure.guardrail.policy;

/** Finds {@code ${...}} in texts: Terraform references and policy variables look the same from outside. */
final class Interpolations {
    private Interpolations() {}

    /** Whether there is one anywhere. */
    static boolean in(String text) {
        return text.contains("${");
    }

    /** Where the interpolation that starts at a position ends, after its brace; -1 where none starts there. */
    static int end(String text, int start) {
        if (!text.startsWith("${", start)) {
            return -1;
        }
        int depth = 0;
        boolean quoted = false;
        for (int at = start + 1; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '"') {
                quoted = !quoted;
            } else if (!quoted && sign == '{') {
                depth++;
            } else if (!quoted && sign == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
