package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which every part that only AWS or Terraform knows has the greatest length that it can get, such as the 12 digits of
 * an account; what a user of the program chooses has one sign, since it may be short. Sources: AWS's descriptions of the ids; what has no rule gets 64 characters, the most that a name of IAM or Lambda has.
 */
final class Filled {
    private static final Pattern OPEN = Pattern.compile("\\$\\{([^{}]*)\\}");
    private static final int ACCOUNT = 12;
    private static final int OTHERWISE = 64;

    /** By how the part ends; the least of those that fit counts. */
    private static final List<Map.Entry<Pattern, Integer>> LENGTHS = List.of(
            entry("account|.*\\.account_id", ACCOUNT),
            entry("random", 6),
            // What only this program's user or another provider chooses may be short.
            entry("(?:[^:.]*:)?(?:each|count|var|local|random_[a-z]+|data\\.external)\\..*", 1),
            entry("(?:[^:.]*:)?[a-z0-9_]+\\(.*", 1),
            entry(".*aws_kms_key\\..*\\.(key_id|id)|.*\\.key_id", 36),
            entry(".*aws_api_gateway_[a-z_]+\\..*\\.(id|rest_api_id)|.*\\.rest_api_id", 10),
            entry(
                    ".*aws_(vpc|subnet|security_group|route_table|vpc_endpoint|nat_gateway|internet_gateway)\\.[^.]*\\.id",
                    24),
            entry(".*\\.(unique_id|hosted_zone_id|zone_id)", 32),
            entry(".*\\.version", 8),
            entry(".*arn", 160),
            entry(".*\\.(dns_name|endpoint|address|invoke_url|url|reader_endpoint|bucket_regional_domain_name)", 128));

    private Filled() {}

    static String of(String text) {
        if (!text.contains("${")) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        Matcher open = OPEN.matcher(text);
        while (open.find()) {
            String part = open.group(1);
            open.appendReplacement(
                    filled, isPolicyVariable(part) ? Matcher.quoteReplacement(open.group()) : "0".repeat(length(part)));
        }
        return open.appendTail(filled).toString();
    }

    /** {@code ${aws:PrincipalTag/team}} and the like are sent to AWS as they are. */
    private static boolean isPolicyVariable(String part) {
        return part.matches("(aws|s3|saml|iot|cognito-identity\\.amazonaws\\.com|www\\.[a-z.]+):[A-Za-z/:_-]+");
    }

    private static int length(String part) {
        return LENGTHS.stream()
                .filter(known -> known.getKey().matcher(part).matches())
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(OTHERWISE);
    }

    private static Map.Entry<Pattern, Integer> entry(String pattern, int length) {
        return Map.entry(Pattern.compile(pattern), length);
    }
}
