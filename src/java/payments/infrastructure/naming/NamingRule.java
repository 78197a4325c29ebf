package payments.infrastructure.naming;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What AWS accepts as a name, by the kind of thing that carries it. Each constant names the page that says so, in the
 * service's own guide or API reference at docs.aws.amazon.com. Only rules that a name of ours could break are here: no
 * name holds a space, for example.
 */
public enum NamingRule {
    /** S3 user guide, "General purpose bucket naming rules". */
    BUCKET(
            "S3",
            "bucket names",
            3,
            63,
            "[a-z0-9.-]+",
            "small letters, digits, dots and hyphens",
            new Refused("^[.-]|[.-]$", "begin or end with anything but a letter or a digit"),
            new Refused("\\.\\.", "hold two dots in a row"),
            new Refused("^[0-9]+(\\.[0-9]+){3}$", "are formatted as an IP address"),
            new Refused("^xn--", "begin with xn--"),
            new Refused("^sthree-", "begin with sthree-"),
            new Refused("^amzn-s3-demo-", "begin with amzn-s3-demo-"),
            new Refused("-s3alias$", "end with -s3alias"),
            new Refused("--ol-s3$", "end with --ol-s3"),
            new Refused("\\.mrap$", "end with .mrap"),
            new Refused("--x-s3$", "end with --x-s3"),
            new Refused("--table-s3$", "end with --table-s3")),
    /** DynamoDB developer guide, "Supported data types and naming rules in Amazon DynamoDB". */
    TABLE("DynamoDB", "table names", 3, 255, "[A-Za-z0-9_.-]+", "letters, digits, underscores, hyphens and dots"),
    /** IAM user guide, "IAM and AWS STS quotas", and API reference, CreateRole. */
    ROLE("IAM", "role names", 1, 64, "[A-Za-z0-9_+=,.@-]+", "letters, digits and any of + = , . @ - _"),
    /** IAM API reference, CreatePolicy. */
    POLICY("IAM", "policy names", 1, 128, "[A-Za-z0-9_+=,.@-]+", "letters, digits and any of + = , . @ - _"),
    /** Lambda API reference, CreateFunction. */
    FUNCTION("Lambda", "function names", 1, 64, "[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores"),
    /** SQS developer guide, "Amazon SQS queue names": a name that ends with .fifo would be another kind of queue. */
    QUEUE("SQS", "queue names", 1, 80, "[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores"),
    /** SNS API reference, CreateTopic. */
    TOPIC("SNS", "topic names", 1, 256, "[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores"),
    /** Step Functions API reference, CreateStateMachine; the console and CloudWatch know no other characters. */
    STATE_MACHINE("Step Functions", "state machine names", 1, 80, "[A-Za-z0-9_-]+", "letters, digits, - and _"),
    /** RDS user guide, "Naming constraints in Amazon RDS": of instances, clusters and global clusters. */
    DATABASE(
            "RDS",
            "identifiers",
            1,
            63,
            "[a-z0-9-]+",
            "letters, digits and hyphens",
            new Refused("^[^a-z]", "do not begin with a letter"),
            new Refused("-$", "end with a hyphen"),
            new Refused("--", "hold two hyphens in a row")),
    /** RDS API reference, CreateDBSubnetGroup and CreateDBParameterGroup. */
    DATABASE_GROUP(
            "RDS",
            "names of subnet and parameter groups",
            1,
            255,
            "[a-z0-9.-]+",
            "letters, digits, dots and hyphens",
            new Refused("^[^a-z]", "do not begin with a letter"),
            new Refused("-$", "end with a hyphen"),
            new Refused("--", "hold two hyphens in a row"),
            new Refused("^default([.-]|$)", "begin with default, the name of its own groups")),
    /** Secrets Manager API reference, CreateSecret. */
    SECRET(
            "Secrets Manager",
            "secret names",
            1,
            512,
            "[A-Za-z0-9/_+=.@-]+",
            "letters, digits and any of / _ + = . @ -"),
    /** Systems Manager user guide, "Understanding parameter name requirements and constraints". */
    PARAMETER(
            "Parameter Store",
            "parameter names",
            1,
            1011,
            "[A-Za-z0-9_./-]+",
            "letters, digits and any of _ . - /",
            new Refused("^/?(?i:aws|ssm)", "begin with aws or ssm, with or without a slash before it")),
    /** Elastic Load Balancing API reference, CreateLoadBalancer and CreateTargetGroup. */
    LOAD_BALANCER(
            "Elastic Load Balancing",
            "load balancer names",
            1,
            32,
            "[A-Za-z0-9-]+",
            "letters, digits and hyphens",
            new Refused("^-|-$", "begin or end with a hyphen"),
            new Refused("^internal-", "begin with internal-")),
    /** EC2 API reference, CreateSecurityGroup. */
    SECURITY_GROUP(
            "EC2",
            "security group names",
            1,
            255,
            "[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]+",
            "letters, digits, spaces and punctuation",
            new Refused("^(?i:sg-)", "begin with sg-")),
    /** KMS API reference, CreateAlias. */
    KEY_ALIAS(
            "KMS",
            "aliases",
            7,
            256,
            "alias/[A-Za-z0-9/_-]+",
            "alias/ and then letters, digits, slashes, underscores and hyphens",
            new Refused("^alias/aws/", "begin with alias/aws/, which it keeps for keys of AWS")),
    /** CloudWatch Logs API reference, CreateLogGroup. */
    LOG_GROUP(
            "CloudWatch Logs",
            "log group names",
            1,
            512,
            "[A-Za-z0-9._/#-]+",
            "letters, digits and any of _ - / . #",
            new Refused("^aws/", "begin with aws/")),
    /** CloudTrail user guide, "Naming requirements for CloudTrail resources, S3 buckets, and KMS keys". */
    TRAIL(
            "CloudTrail",
            "trail names",
            3,
            128,
            "[A-Za-z0-9._-]+",
            "letters, digits, dots, underscores and hyphens",
            new Refused("^[^A-Za-z0-9]|[^A-Za-z0-9]$", "begin or end with anything but a letter or a digit"),
            new Refused("[._-]{2}", "hold two of . _ - in a row")),
    /** WAF API reference, CreateWebACL. */
    WEB_ACL("WAF", "web ACL names", 1, 128, "[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores"),
    /** CloudWatch API reference, PutDashboard. */
    DASHBOARD("CloudWatch", "dashboard names", 1, 255, "[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores"),
    /** EventBridge API reference, PutRule; EventBridge Scheduler API reference, CreateSchedule. */
    EVENT_RULE("EventBridge", "names of rules and schedules", 1, 64, "[A-Za-z0-9._-]+", "letters, digits and . - _"),
    /** API Gateway API reference, CreateRestApi and CreateApi: any text. */
    API("API Gateway", "API names", 1, 128, "[^\\n]+", "one line"),
    /** EC2 user guide, "Tag naming limits and requirements": what names a VPC is a tag. */
    NAME_TAG("EC2", "Name tags", 0, 256, "[^\\n]*", "one line");

    private final String service;
    private final String names;
    private final int shortest;
    private final int longest;
    private final Pattern characters;
    private final String charactersSay;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that is never changed
    private final List<Refused> refused;

    NamingRule(
            String service,
            String names,
            int shortest,
            int longest,
            String characters,
            String charactersSay,
            Refused... refused) {
        this.service = service;
        this.names = names;
        this.shortest = shortest;
        this.longest = longest;
        this.characters = Pattern.compile(characters);
        this.charactersSay = charactersSay;
        this.refused = List.of(refused);
    }

    /** The most characters of such a name. */
    public int longest() {
        return longest;
    }

    /**
     * Why AWS would refuse a name, as a sentence without its end, such as "S3 refuses bucket names that end with
     * -s3alias"; null where it would not.
     */
    public @Nullable String violation(String name) {
        if (name.length() < shortest || name.length() > longest) {
            return "%s refuses %s of %d characters: they have %d to %d"
                    .formatted(service, names, name.length(), shortest, longest);
        }
        if (!characters.matcher(name).matches()) {
            return "%s refuses %s that hold anything but %s".formatted(service, names, charactersSay);
        }
        return refused.stream()
                .filter(one -> one.pattern.matcher(name).find())
                .map(one -> "%s refuses %s that %s".formatted(service, names, one.says))
                .findFirst()
                .orElse(null);
    }

    /**
     * What a service refuses beside length and characters.
     *
     * @param pattern found in a name that is refused
     * @param says what such names do
     */
    private record Refused(Pattern pattern, String says) {
        Refused(String pattern, String says) {
            this(Pattern.compile(pattern), says);
        }
    }
}
