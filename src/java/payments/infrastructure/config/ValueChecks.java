package payments.infrastructure.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every text of a deployment file, also at what came from environment variables, for what belongs in no setting:
 * expressions, which Terraform would evaluate, and secrets, which would stand in the output, in plans and in the state.
 */
final class ValueChecks {
    /** Terraform language documentation, "Strings and Templates": interpolations and directives. */
    private static final Pattern TEMPLATE = Pattern.compile("[$%]\\{");

    /**
     * Forms of secrets that their makers document, so that the program can recognize them: AWS (IAM user guide, "IAM
     * identifiers": AKIA and ASIA), GitHub, Slack, Stripe, PEM (RFC 7468), and passwords in URLs (RFC 3986, 3.2.1).
     */
    private static final Map<String, Pattern> SECRETS = secrets();

    /** Sentences for people, which go into no resource. */
    private static final String ACCEPTED_FINDINGS = "suppressions";

    private final Problems problems;

    ValueChecks(Problems problems) {
        this.problems = problems;
    }

    private static Map<String, Pattern> secrets() {
        Map<String, Pattern> secrets = new LinkedHashMap<>();
        secrets.put("the id of an AWS access key", Pattern.compile("(?<![A-Z0-9])A(KIA|SIA)[A-Z0-9]{16}(?![A-Z0-9])"));
        secrets.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"));
        secrets.put(
                "a GitHub token",
                Pattern.compile("(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})"));
        secrets.put("a Slack token", Pattern.compile("(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10}"));
        secrets.put("a Slack webhook", Pattern.compile("hooks\\.slack\\.com/(services|workflows|triggers)/\\S"));
        secrets.put("a Stripe key", Pattern.compile("(?<![A-Za-z0-9])[sr]k_(live|test)_[A-Za-z0-9]{16}"));
        secrets.put(
                "a password in a URL",
                Pattern.compile("(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}://[^/?#\\s:@]{0,255}:[^/?#\\s@]{1,255}@"));
        return secrets;
    }

    /** The tree without the values that are refused here: what has been reported once is not reported again. */
    Tree without(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Tree> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, value) -> entries.put(key, key.equals(ACCEPTED_FINDINGS) ? value : without(value)));
            return new Tree.Mapping(mapping.at(), entries);
        }
        if (tree instanceof Tree.Sequence sequence) {
            return new Tree.Sequence(
                    sequence.at(), sequence.items().stream().map(this::without).toList());
        }
        return tree instanceof Tree.Scalar scalar && isRefused(scalar) ? new Tree.Unusable(scalar.at()) : tree;
    }

    private boolean isRefused(Tree.Scalar scalar) {
        String secret = secret(scalar.text());
        if (secret != null) {
            problems.add(ValueErrors.secret(scalar.at(), secret));
            return true;
        }
        if (TEMPLATE.matcher(scalar.text()).find()) {
            problems.add(ValueErrors.template(scalar));
            return true;
        }
        return false;
    }

    private static @Nullable String secret(String text) {
        return SECRETS.entrySet().stream()
                .filter(secret -> secret.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
