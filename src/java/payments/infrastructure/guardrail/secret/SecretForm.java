package payments.infrastructure.guardrail.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Secrets that are recognised wherever they stand, by the form that their makers gave them so that they can be found. Keys for trials
 * ({@code sk_test_}), public keys and certificates are none.
 *
 * @see <a href="https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns">GitHub:
 *     patterns of secret scanning</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are copies that cannot change
public enum SecretForm {
    /** AWS: the id of an access key, of a user, of a session, of a service or of a context. */
    AWS_ACCESS_KEY(
            "an access key of AWS",
            "(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
            "AKIA",
            "ASIA",
            "ABIA",
            "ACCA"),
    /** GitHub: tokens of users, apps and actions. */
    GITHUB("a token of GitHub", "\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})", "gh", "github_pat_"),
    /** GitLab: tokens of users, projects, runners and triggers. */
    GITLAB("a token of GitLab", "\\bgl(?:pat|ptt|dt|rt|cbt|oas|ft|soat|agent)-[A-Za-z0-9_-]{20,}", "gl"),
    /** Slack: tokens, and addresses that post into a channel. */
    SLACK(
            "a token of Slack",
            "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\\bxapp-[0-9]-[A-Z0-9]+-[0-9]+-[0-9a-f]{32,}"
                    + "|hooks\\.slack\\.com/(?:services|workflows)/[A-Z0-9]+/[A-Z0-9]+/\\w{8,}",
            "xox",
            "xapp-",
            "hooks.slack.com"),
    /** Stripe: secret and restricted keys that move real money, and secrets of webhooks. */
    STRIPE("a live key of Stripe", "\\b(?:[sr]k_live_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/]{24,})", "k_live_", "whsec_"),
    /** Braintree and PayPal: access tokens of production. */
    PAYPAL("a token of PayPal", "access_token\\$production\\$[0-9a-z]{16}\\$[0-9a-f]{32}", "access_token$production$"),
    /** Square: secrets of applications. */
    SQUARE("a secret of Square", "\\bsq0(?:csp|atp)-[A-Za-z0-9_-]{22,}", "sq0"),
    /** Other chats: addresses that post into a channel, and tokens of bots. */
    CHAT(
            "a webhook or token of a chat",
            "discord(?:app)?\\.com/api/webhooks/[0-9]{15,}/[A-Za-z0-9_-]{40,}"
                    + "|webhook\\.office\\.com/webhookb2/[0-9a-f@-]{36,}/IncomingWebhook/[0-9a-f]{32}"
                    + "|(?<![0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])",
            "/webhooks/",
            "/webhookb2/",
            ":AA"),
    /** Twilio and senders of mail. */
    MESSAGES(
            "a key of a sender of messages",
            "\\b(?:SK[0-9a-f]{32}|key-[0-9a-f]{32}|[0-9a-f]{32}-us[0-9]{1,2})\\b|\\bxkeysib-[0-9a-f]{64}",
            "SK",
            "key-",
            "-us",
            "xkeysib-"),
    /** Google: API keys, client secrets and access tokens. */
    GOOGLE(
            "a key of Google",
            "\\b(?:AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])|GOCSPX-[A-Za-z0-9_-]{28}|ya29\\.[A-Za-z0-9_-]{40,})",
            "AIza",
            "ya29.",
            "GOCSPX-"),
    /** Azure: keys of storage accounts, and signatures that grant access. */
    AZURE(
            "a key of Azure",
            "(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}|[?&]sig=[A-Za-z0-9%+/]{43,}(?:%3D|=)",
            "sig=",
            "AccountKey=",
            "SharedAccessKey="),
    /** SendGrid. */
    SENDGRID("a key of SendGrid", "\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}", "SG."),
    /** Registries of packages and images. */
    REGISTRY(
            "a token of a registry",
            "\\b(?:npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,}|dckr_pat_[A-Za-z0-9_-]{20,})",
            "npm_",
            "pypi-",
            "dckr_pat_"),
    /** HashiCorp: tokens of Vault and of HCP Terraform. */
    HASHICORP(
            "a token of HashiCorp",
            "\\bhv[sbr]\\.[A-Za-z0-9_-]{24,}|\\b[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,}",
            "hvs.",
            "hvb.",
            "hvr.",
            ".atlasv1."),
    /** Makers of language models. */
    LANGUAGE_MODEL("a key of a language model", "\\bsk-(?:proj-|ant-|svcacct-)?[A-Za-z0-9_-]{32,}", "sk-"),
    /** Clouds, and services that watch or hold what runs there. */
    CLOUD(
            "a token of a cloud or a monitoring service",
            "\\b(?:do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}|NRAK-[A-Z0-9]{27}|glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}"
                    + "|glc_[A-Za-z0-9+/]{32,}|dp\\.(?:pt|st|ct)\\.[A-Za-z0-9._-]{40,}|tskey-[a-z]+-[A-Za-z0-9]+-[A-Za-z0-9]{20,})",
            "_v1_",
            "dapi",
            "NRAK-",
            "glsa_",
            "glc_",
            "dp.",
            "tskey-"),
    /** What teams plan, draw, write and try their programs with. */
    TEAM_TOOL(
            "a token of a tool",
            "\\b(?:ATATT3[A-Za-z0-9_=-]{80,}|lin_api_[A-Za-z0-9]{40}|ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}\\b"
                    + "|figd_[A-Za-z0-9_-]{40,}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|hf_[A-Za-z0-9]{34}\\b|EAA[A-Za-z0-9]{60,})",
            "ATATT3",
            "lin_api_",
            "ntn_",
            "secret_",
            "figd_",
            "PMAK-",
            "hf_",
            "EAA"),
    /** Shopify: tokens of apps. */
    SHOPIFY("a token of Shopify", "\\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", "shp"),
    /** RFC 7468: private keys, of whatever algorithm; and those of PuTTY and of age. */
    PRIVATE_KEY(
            "a private key",
            "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-[0-9]:|\\bAGE-SECRET-KEY-1[A-Z0-9]{50,}",
            "PRIVATE KEY",
            "PuTTY-User-Key",
            "AGE-SECRET-KEY"),
    /** RFC 7519, RFC 7515: a token that is signed. */
    JWT("a signed token", "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{20,}", "eyJ"),
    /** RFC 3986, section 3.2.1: an address with a password. */
    ADDRESS(
            "an address with a password",
            "(?i)\\b[a-z][a-z0-9+.-]*://[^/\\s:@\"']*:(?![<*%]|\\$\\{|\\{\\{)[^/\\s@\"'$]+@[^\\s/]",
            "://"),
    /** RFC 7235: a header with credentials. */
    HEADER(
            "credentials of a header",
            "(?i)\\bauthorization[\"']?\\s*[:=]\\s*[\"']?(?:bearer|basic)\\s+[A-Za-z0-9+/_=.-]{16,}",
            "uthorization",
            "UTHORIZATION"),
    /** Connection strings and command lines that say a password. */
    CONNECTION(
            "a password in a connection string",
            "(?i)(?<![a-z0-9])(?:[a-z0-9]{1,20}_){0,4}(?:password|passwd|pwd|client_?secret|secret_?key|secret_?access_?key|api_?key|auth_?token|access_?token)"
                    + "\\s*=\\s*[\"']?(?!(?:true|false|null|none|required|enabled|disabled)\\b|(?:var|local|module|data|each|self)\\.)"
                    + "[^\\s&;,\"'$<>{}()\\[\\]*%=]{4,}",
            "="),
    /** Statements of SQL that give a role its password. */
    SQL(
            "a password in SQL",
            "(?i)\\b(?:create|alter)\\s+(?:user|role|login)\\b[^;]{0,200}?\\b(?:identified\\s+by|password)\\s*=?\\s*'(?![$<%{*])[^'$]{4,}'",
            "'"),
    /** Command lines and files of clients that say a password. */
    COMMAND(
            "a password in a command",
            "\\bcurl\\b[^|;\\n]{0,200}?\\s(?:-u|--user)[\\s=]+[\"']?[^\\s:\"'$]+:(?![$<%{*])[^\\s\"'$]{4,}"
                    + "|\\bmysql(?:dump|admin)?\\b[^|;\\n]{0,200}?\\s-p(?![$<%{*])[^\\s\"'$-][^\\s\"'$]{3,}"
                    + "|\\bsshpass\\s+-p\\s*[\"']?(?![$<%{*])[^\\s\"'$]{4,}"
                    + "|\\becho\\s+[\"']?(?![$<%{*])[^\\s\"'$|]{4,}[\"']?\\s*\\|\\s*(?:sudo\\s+)?(?:passwd|chpasswd)\\b"
                    + "|\\bmachine\\s+\\S+\\s+login\\s+\\S+\\s+password\\s+(?![$<%{*])\\S{4,}",
            "curl",
            "mysql",
            "sshpass",
            "passwd",
            "machine"),
    /** A member of YAML, such as in user data and in values of charts. */
    YAML(
            "a password in YAML",
            "(?im)^[\\s-]{0,40}[\"']?(?:[a-z0-9]{1,20}[_-]){0,4}(?:password|passwd|secret[_-]?key|api[_-]?key|auth[_-]?token|access[_-]?token)[\"']?:[ \\t]+[\"']?"
                    + "(?=[^\\s]*[a-z])(?=[^\\s]*[0-9])[^\\s\"'$<>{}()\\[\\]*%=/:.]{6,}[\"']?[ \\t]*$",
            ": ");

    private final String what;
    private final Pattern pattern;
    private final List<String> hints;

    /** @param hints texts of which one stands in every secret of the form, so that most texts are not searched */
    SecretForm(String what, String pattern, String... hints) {
        this.what = what;
        this.pattern = Pattern.compile(pattern);
        this.hints = List.of(hints);
    }

    /** What it is, in a few words that show nothing of it. */
    public String what() {
        return what;
    }

    /** Whether a secret of this form stands in a text. */
    boolean isIn(String text) {
        for (String hint : hints) {
            if (text.contains(hint)) {
                return pattern.matcher(text).find();
            }
        }
        return false;
    }
}
