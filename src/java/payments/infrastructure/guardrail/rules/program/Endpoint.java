package payments.infrastructure.guardrail.rules.program;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who answers at an address. */
enum Endpoint {
    /** An endpoint of AWS itself, over TLS. */
    AWS,
    /** The machine itself or its network, such as an emulator for trials. */
    LOCAL,
    /** Anybody, whose requests can be read on their way: there is no TLS. */
    PLAIN,
    /** Somebody else, or a customer of AWS: anyone may have a host in these domains. */
    STRANGER,
    /** Not known before the deployment. */
    OPEN;

    private static final Pattern URL = Pattern.compile(
            "(?:([a-z][a-z0-9+.-]*)://)?(?:[^/@]*@)?(\\[[^\\]]*]|[^/:?#]+).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern OWN = Pattern.compile(
            "(?:[a-z0-9-]+\\.)*(?:amazonaws\\.com(?:\\.cn)?|api\\.aws|api\\.amazonwebservices\\.com\\.cn|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov)");

    /** Hosts of customers under AWS's own domains. */
    private static final Pattern OF_CUSTOMERS = Pattern.compile(
            "(?:.*\\.)?(?:execute-api|elb|compute|compute-[0-9]|lambda-url|cloudfront|elasticbeanstalk|s3-website|awsapprunner|appsync-api|rds|es)[.-].*"
                    + "|[^.]+\\.s3[.-].*|(?:.*\\.)?elb\\.amazonaws\\.com");

    private static final Pattern NEAR = Pattern.compile(
            "localhost|.*\\.localhost|.*\\.localstack\\.cloud|localstack|host\\.docker\\.internal|[a-z0-9_-]+|127\\..*|0\\.0\\.0\\.0|\\[::1]"
                    + "|10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*|.*\\.(?:local|internal|test|invalid)");

    /** Where instances and tasks ask for their credentials. */
    private static final Pattern METADATA =
            Pattern.compile("169\\.254\\.169\\.254|169\\.254\\.170\\.2|\\[fd00:ec2::254]");

    static Endpoint of(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        Matcher url = URL.matcher(written);
        if (written.isEmpty() || !url.matches()) {
            return OPEN;
        }
        String host = url.group(2);
        if (METADATA.matcher(host).matches()) {
            return AWS;
        }
        if (host.contains("$") || written.startsWith("${")) {
            return OPEN;
        }
        if (NEAR.matcher(host).matches()) {
            return LOCAL;
        }
        if (!OWN.matcher(host).matches() || OF_CUSTOMERS.matcher(host).matches()) {
            return STRANGER;
        }
        return "http".equals(url.group(1)) ? PLAIN : AWS;
    }
}
