package payments.infrastructure.guardrail.party;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Text;
import payments.infrastructure.reality.Regions;

/**
 * Who is named in a text, by the form of the name. The name of the attribute counts only where a form alone says too little: any word
 * may be a bucket's name.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">AWS: ARNs</a>
 */
final class PartyReader {
    /** What people read and AWS does not follow. */
    private static final Set<String> PROSE = Set.of(
            "tags",
            "tags_all",
            "default_tags",
            "description",
            "comment",
            "documentation",
            "markdown",
            "title",
            "license",
            "pattern",
            "maximum",
            "minimum");

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]*):([^:\\s\"]*):([^:\\s\"]*):([^\\s\"',]*)");

    private static final Pattern ACCOUNTS = Pattern.compile("\\s*[0-9]{12}\\s*(?:,\\s*[0-9]{12}\\s*)*");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern LOGS_OF = Pattern.compile("AWSLogs/([0-9]{12})(?:/|$)");
    private static final Pattern REGISTRY = Pattern.compile("([0-9]{12})\\.dkr\\.ecr(?:-fips)?\\.");
    private static final Pattern QUEUE =
            Pattern.compile("//(?:sqs\\.[a-z0-9-]+|[a-z0-9-]*queue)\\.amazonaws\\.com[a-z.]*/([0-9]{12})/");
    private static final Pattern ORGANIZATION = Pattern.compile("(?<![\\w.-])o-[a-z0-9]{10,32}(?![\\w.-])");
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MAIL =
            Pattern.compile("(?<![\\w.:/@%+-])[\\w.%+-]+@((?:[\\w-]+\\.)+[A-Za-z]{2,})(?![\\w.@-])");
    private static final Pattern SERVICE = Pattern.compile("com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.vpce-svc-[\\w.-]+");
    private static final Pattern PARTNER_SOURCE = Pattern.compile("aws\\.partner/([a-z0-9.-]+)/.*");
    private static final Pattern ID = Pattern.compile(
            "(?:vpc|subnet|sg|rtb|tgw|tgw-attach|tgw-rtb|pcx|igw|eigw|nat|eni|vpce|ami|snap|vol|lt|pl|acl|eipalloc|vgw|cgw|dopt|i|fs)-(?:[0-9a-f]{8}|[0-9a-f]{17})");
    /** A group of another account is named with its number. */
    private static final Pattern ID_OF_ACCOUNT = Pattern.compile("([0-9]{12})/(?:sg|subnet|vpc|pl|tgw)-[0-9a-z]+");

    private static final Pattern NAMED_ID =
            Pattern.compile("(vpc|subnet|sg|rtb|tgw|pcx|igw|nat|eni|vpce|ami|snap|vol|pl|vgw|cgw)-[0-9a-z]+");
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]|\\$\\{[^}]*\\}){1,61}[a-z0-9}]");
    private static final Pattern BUCKET_ATTRIBUTE =
            Pattern.compile("(?i)(?:.*_)?bucket(?:_?name|_?id)?|[a-z]*Bucket(?:Name)?");
    private static final Pattern IMAGE_ATTRIBUTE = Pattern.compile("(?i)(?:.*_)?image(?:_?uri|_?identifier)?");
    private static final Pattern CANONICAL_ATTRIBUTE = Pattern.compile("(?i)id|grantee|canonical_?user|owner");

    /** Where services of AWS are named, some of which look like a bucket's host: {@code logging.s3.amazonaws.com}. */
    private static final Set<String> SERVICE_ATTRIBUTES =
            Set.of("Service", "identifiers", "principal", "aws:SourceService", "aws:CalledVia");

    private final Text where;
    private final Set<Party> found = new LinkedHashSet<>();

    private PartyReader(Text where) {
        this.where = where;
    }

    /** Everybody who is named in a text. */
    static List<Party> in(Text text) {
        if (text.refused() || text.text().length() < 5 || isProse(text)) {
            return List.of();
        }
        PartyReader reader = new PartyReader(text);
        reader.read(text.text());
        return List.copyOf(reader.found);
    }

    private static boolean isProse(Text text) {
        return text.names().stream().anyMatch(name -> PROSE.contains(name.toLowerCase(Locale.ROOT)));
    }

    private void read(String text) {
        if (text.contains("arn:")) {
            each(ARN, text, this::arn);
        }
        if (ACCOUNTS.matcher(text).matches()) {
            each(ACCOUNT, text, number -> add(Form.ACCOUNT, number.group()));
        }
        each(LOGS_OF, text, logs -> add(Form.ACCOUNT, logs.group(1)));
        each(REGISTRY, text, registry -> add(Form.ACCOUNT, registry.group(1)));
        each(QUEUE, text, queue -> add(Form.ACCOUNT, queue.group(1)));
        if (text.contains("o-")) {
            each(ORGANIZATION, text, organization -> add(Form.ORGANIZATION, organization.group()));
        }
        if (CANONICAL.matcher(text).matches()
                && CANONICAL_ATTRIBUTE.matcher(where.name()).matches()) {
            add(Form.ACCOUNT, text);
        }
        if (text.indexOf('@') > 0) {
            each(MAIL, text, mail -> add(Form.MAIL, mail.group()));
        }
        if (text.contains("com.amazonaws.vpce.")) {
            each(SERVICE, text, service -> add(Form.SERVICE, service.group()));
        }
        whole(text);
        Hosts.in(where).forEach(host -> add(Form.HOST, host));
        if (!SERVICE_ATTRIBUTES.contains(where.name())) {
            Hosts.buckets(text).forEach(bucket -> add(Form.BUCKET, bucket));
        }
    }

    /** Forms that are a whole text. */
    private void whole(String text) {
        if (text.length() > 200) {
            return;
        }
        Matcher source = PARTNER_SOURCE.matcher(text);
        if (source.matches()) {
            add(Form.HOST, source.group(1));
        }
        Matcher elsewhere = ID_OF_ACCOUNT.matcher(text);
        if (elsewhere.matches()) {
            add(Form.ACCOUNT, elsewhere.group(1));
        }
        Matcher named = NAMED_ID.matcher(text);
        if (ID.matcher(text).matches()
                || (named.matches() && where.name().matches("(?:.*_)?(?:id|ids|" + named.group(1) + ")"))) {
            add(Form.ID, text);
        }
        if (Regions.exist(text) && where.name().toLowerCase(Locale.ROOT).contains("region")) {
            add(Form.REGION, text);
        }
        if (BUCKET_ATTRIBUTE.matcher(where.name()).matches()
                && BUCKET_NAME.matcher(text).matches()) {
            add(Form.BUCKET, text);
        }
        if (IMAGE_ATTRIBUTE.matcher(where.name()).matches()) {
            Hosts.ofImage(text).ifPresent(host -> add(Form.HOST, host));
        }
    }

    private void arn(Matcher arn) {
        String service = arn.group(1);
        String account = arn.group(3);
        String resource = arn.group(4);
        if (ACCOUNT.matcher(account).matches()) {
            add(Form.ACCOUNT, account);
        } else if (service.equals("s3") && account.isEmpty()) {
            String bucket = resource.split("/", 2)[0];
            if (!bucket.startsWith("*")) {
                add(Form.BUCKET, bucket);
            }
        }
        if (service.equals("iam") && resource.startsWith("oidc-provider/")) {
            Hosts.bare(resource.substring("oidc-provider/".length()).split("/", 2)[0])
                    .ifPresent(host -> add(Form.HOST, host));
        }
        if (resource.contains("arn:")) {
            // An invocation of API Gateway names the function within the ARN of the call.
            each(ARN, resource, this::arn);
        }
        if (Regions.exist(arn.group(2))) {
            add(Form.REGION, arn.group(2));
        }
    }

    private void add(Form form, String name) {
        found.add(new Party(form, name));
    }

    private static void each(Pattern pattern, String text, java.util.function.Consumer<Matcher> seen) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            seen.accept(matcher);
        }
    }
}
