package payments.infrastructure.guardrail.party;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Text;

/** Hosts in texts: of URLs anywhere, and alone where a whole text is one. */
final class Hosts {
    private static final Pattern URL = Pattern.compile(
            "(?i)\\b(?!file|arn|data|s3|unix)[a-z][a-z0-9+.-]{1,20}://(?:[^/\\s@\"'?#]*@)?((?:\\$\\{[^}]*\\}|[a-z0-9._*-])+)");

    private static final Pattern S3_URL = Pattern.compile("(?i)\\bs3[an]?://([a-z0-9.*-]{3,63}|\\$\\{[^}]*\\})");

    private static final Pattern HOST =
            Pattern.compile("(?i)(?:\\*\\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\\.)+([a-z]{2,24})\\.?(?::[0-9]{2,5})?");

    private static final Pattern ADDRESS = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\\.(?!$)|$)){4}");

    /** An address of the global unicast block of IPv6, 2000::/3. */
    private static final Pattern GLOBAL_6 = Pattern.compile("(?i)[23][0-9a-f]{3}(?::[0-9a-f]{0,4}){2,7}");

    /** Addresses of no network but our own: RFC 1918, RFC 6598, loopback, link-local, unspecified. */
    private static final Pattern PRIVATE = Pattern.compile(
            "10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*|100\\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*|127\\..*|169\\.254\\..*|0\\..*");

    /** Ends of names that nothing outside answers: RFC 2606, RFC 6761, RFC 6762, RFC 8375, and networks' own. */
    private static final Pattern LOCAL =
            Pattern.compile("(?:.*\\.)?(?:localhost|local|internal|test|invalid|home\\.arpa|lan|cluster)");

    /** Top-level domains that no file, class, metric or event has as its ending. */
    private static final Set<String> DOMAINS = Set.of(
            "com", "net", "org", "io", "cloud", "dev", "app", "ai", "co", "me", "biz", "info", "eu", "uk", "de", "fr",
            "ch", "at", "nl", "it", "es", "pl", "se", "no", "fi", "dk", "us", "ca", "au", "nz", "jp", "kr", "cn", "in",
            "br", "mx", "ru", "tech", "site", "online", "xyz", "example", "bank", "pay", "finance", "aws", "su", "tk",
            "ly", "gg", "to", "edu", "gov", "mil");

    /** Attributes of which a whole text is a name that merely looks like a host. */
    private static final Set<String> NAMES = Set.of(
            "name",
            "key",
            "handler",
            "filename",
            "file",
            "source",
            "source_code",
            "path",
            "detail-type",
            "namespace",
            "metric_name",
            "service_name",
            "action",
            "field",
            "runtime",
            "selector",
            "type");

    private Hosts() {}

    /** The hosts in a text, in small letters. */
    static Set<String> in(Text where) {
        Set<String> hosts = new LinkedHashSet<>();
        String text = where.text();
        if (text.contains("://")) {
            Matcher url = URL.matcher(text);
            while (url.find()) {
                usable(url.group(1)).ifPresent(hosts::add);
            }
        } else if (GLOBAL_6.matcher(text).matches()
                || (ADDRESS.matcher(text).matches()
                        && !where.name().toLowerCase(Locale.ROOT).contains("version"))) {
            usable(text).ifPresent(hosts::add);
        } else if (text.length() <= 255 && text.indexOf('.') > 0 && !NAMES.contains(where.name())) {
            bare(text.strip()).ifPresent(hosts::add);
        }
        return hosts;
    }

    /** A host that stands alone, with or without a port. */
    static Optional<String> bare(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches() || !DOMAINS.contains(host.group(1).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        boolean reversed = DOMAINS.contains(text.substring(0, text.indexOf('.')).toLowerCase(Locale.ROOT));
        return reversed ? Optional.empty() : usable(text);
    }

    /** The registry of an image: what stands before its first slash, or the public one where that is no host. */
    static Optional<String> ofImage(String image) {
        if (!image.matches("(?:[\\w.-]+(?::[0-9]+)?/)?(?:[\\w.-]+/)*[\\w.-]+(?::[\\w.-]+|@sha256:[0-9a-f]{64})")) {
            return Optional.empty();
        }
        String first = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
        return first.contains(".") || first.contains(":") ? usable(first) : Optional.of("docker.io");
    }

    /** The buckets that are named by a URL of S3. */
    static Set<String> buckets(String text) {
        if (!text.contains("s3")) {
            return Set.of();
        }
        Set<String> buckets = new LinkedHashSet<>();
        Matcher url = S3_URL.matcher(text);
        while (url.find()) {
            buckets.add(url.group(1));
        }
        Matcher host = BUCKET_HOST.matcher(text);
        while (host.find()) {
            buckets.add(host.group(1));
        }
        Matcher path = BUCKET_PATH.matcher(text);
        while (path.find()) {
            buckets.add(path.group(1));
        }
        return buckets;
    }

    private static final Pattern BUCKET_HOST =
            Pattern.compile("(?<![\\w.-])([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\\.s3(?:[.-][a-z0-9-]+)*\\.amazonaws\\.com");
    private static final Pattern BUCKET_PATH =
            Pattern.compile("//s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=/|$|\\s)");

    private static Optional<String> usable(String written) {
        if (GLOBAL_6.matcher(written).matches()) {
            return Optional.of(written.toLowerCase(Locale.ROOT));
        }
        String host =
                written.toLowerCase(Locale.ROOT).replaceAll(":[0-9]+$", "").replaceAll("\\.$", "");
        if ((host.startsWith("${") && host.endsWith("}")) || host.startsWith("*.*")) {
            return Optional.empty();
        }
        if (ADDRESS.matcher(host).matches()) {
            return PRIVATE.matcher(host).matches() ? Optional.empty() : Optional.of(host);
        }
        boolean named = host.indexOf('.') > 0 && !LOCAL.matcher(host).matches();
        return named ? Optional.of(host) : Optional.empty();
    }
}
