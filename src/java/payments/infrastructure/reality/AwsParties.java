package payments.infrastructure.reality;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What belongs to AWS itself: accounts that AWS documents, buckets of its own, its hosts. Sources: the column of
 * {@code aws-parties.tsv}.
 */
public final class AwsParties {
    private static final Map<String, Set<String>> ALL = Datasets.of("aws-parties").rows().stream()
            .collect(Collectors.groupingBy(
                    row -> row.text("form"), Collectors.mapping(row -> row.text("name"), Collectors.toSet())));

    private static final List<Pattern> BUCKETS = of("bucket").stream()
            .map(name -> Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E"))
            .toList();

    private AwsParties() {}

    /** Whether AWS documents an account, by its number or by the name that S3 has for it, as one of its own. */
    public static boolean isAccount(String account) {
        return of("account").contains(account) || of("canonical").contains(account);
    }

    /** Whether AWS documents a bucket as one of its own. */
    public static boolean isBucket(String bucket) {
        return BUCKETS.stream().anyMatch(pattern -> pattern.matcher(bucket).matches());
    }

    /** Whether a host is one of AWS's domains or below one. */
    public static boolean isHost(String host) {
        return of("host").stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    /** Whether a host only occurs in names that look like addresses. */
    public static boolean isName(String host) {
        return of("name").contains(host);
    }

    private static Collection<String> of(String form) {
        return ALL.getOrDefault(form, Set.of());
    }
}
