package payments.infrastructure.naming;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.AwsNames;
import payments.infrastructure.reality.AwsNames.AwsName;

/**
 * What AWS accepts as a name, by the kind of thing that carries it. Lengths and characters are those of {@code names.tsv}, by which
 * a guardrail judges the stacks; here are the words for them, and one sentence for each thing that is refused beside. Each constant names the page that says so, in the
 * service's own guide or API reference at docs.aws.amazon.com. Only rules that a name of ours could break are here: no
 * name holds a space, for example.
 */
public enum NamingRule {
    /** S3 user guide, "General purpose bucket naming rules". */
    BUCKET(
            "aws_s3_bucket.bucket",
            "S3",
            "bucket names",
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
    TABLE("aws_dynamodb_table.name", "DynamoDB", "table names", "letters, digits, underscores, hyphens and dots"),
    /** IAM user guide, "IAM and AWS STS quotas", and API reference, CreateRole. */
    ROLE("aws_iam_role.name", "IAM", "role names", "letters, digits and any of + = , . @ - _"),
    /** IAM API reference, CreatePolicy. */
    POLICY("aws_iam_policy.name", "IAM", "policy names", "letters, digits and any of + = , . @ - _"),
    /** Lambda API reference, CreateFunction. */
    FUNCTION(
            "aws_lambda_function.function_name",
            "Lambda",
            "function names",
            "letters, digits, hyphens and underscores"),
    /** SQS developer guide, "Amazon SQS queue names": a name that ends with .fifo would be another kind of queue. */
    QUEUE(
            "aws_sqs_queue.name",
            "SQS",
            "queue names",
            "letters, digits, hyphens and underscores",
            new Refused("\\.fifo$", "end with .fifo, which makes another kind of queue")),
    /** SNS API reference, CreateTopic. */
    TOPIC(
            "aws_sns_topic.name",
            "SNS",
            "topic names",
            "letters, digits, hyphens and underscores",
            new Refused("\\.fifo$", "end with .fifo, which makes another kind of topic")),
    /** Step Functions API reference, CreateStateMachine; the console and CloudWatch know no other characters. */
    STATE_MACHINE("aws_sfn_state_machine.name", "Step Functions", "state machine names", "letters, digits, - and _"),
    /** RDS user guide, "Naming constraints in Amazon RDS": of instances, clusters and global clusters. */
    DATABASE(
            "aws_db_instance.identifier",
            "RDS",
            "identifiers",
            "letters, digits and hyphens",
            new Refused("^[^a-z]", "do not begin with a letter"),
            new Refused("-$", "end with a hyphen"),
            new Refused("--", "hold two hyphens in a row")),
    /** RDS API reference, CreateDBSubnetGroup and CreateDBParameterGroup. */
    DATABASE_GROUP(
            "aws_db_subnet_group.name",
            "RDS",
            "names of subnet and parameter groups",
            "letters, digits, dots and hyphens",
            new Refused("^[^a-z]", "do not begin with a letter"),
            new Refused("-$", "end with a hyphen"),
            new Refused("--", "hold two hyphens in a row"),
            new Refused("^default([.-]|$)", "begin with default, the name of its own groups")),
    /** Secrets Manager API reference, CreateSecret. */
    SECRET(
            "aws_secretsmanager_secret.name",
            "Secrets Manager",
            "secret names",
            "letters, digits and any of / _ + = . @ -"),
    /** Systems Manager user guide, "Understanding parameter name requirements and constraints". */
    PARAMETER(
            "aws_ssm_parameter.name",
            "Parameter Store",
            "parameter names",
            "letters, digits and any of _ . - /",
            new Refused("^/?(?i:aws|ssm)", "begin with aws or ssm, with or without a slash before it")),
    /** Elastic Load Balancing API reference, CreateLoadBalancer and CreateTargetGroup. */
    LOAD_BALANCER(
            "aws_lb.name",
            "Elastic Load Balancing",
            "load balancer names",
            "letters, digits and hyphens",
            new Refused("^-|-$", "begin or end with a hyphen"),
            new Refused("^internal-", "begin with internal-")),
    /** EC2 API reference, CreateSecurityGroup. */
    SECURITY_GROUP(
            "aws_security_group.name",
            "EC2",
            "security group names",
            "letters, digits, spaces and punctuation",
            new Refused("^(?i:sg-)", "begin with sg-")),
    /** KMS API reference, CreateAlias. */
    KEY_ALIAS(
            "aws_kms_alias.name",
            "KMS",
            "aliases",
            "alias/ and then letters, digits, slashes, underscores and hyphens",
            new Refused("^alias/aws/", "begin with alias/aws/, which it keeps for keys of AWS")),
    /** CloudWatch Logs API reference, CreateLogGroup. */
    LOG_GROUP(
            "aws_cloudwatch_log_group.name",
            "CloudWatch Logs",
            "log group names",
            "letters, digits and any of _ - / . #",
            new Refused("^aws/", "begin with aws/")),
    /** CloudTrail user guide, "Naming requirements for CloudTrail resources, S3 buckets, and KMS keys". */
    TRAIL(
            "aws_cloudtrail.name",
            "CloudTrail",
            "trail names",
            "letters, digits, dots, underscores and hyphens",
            new Refused("^[^A-Za-z0-9]|[^A-Za-z0-9]$", "begin or end with anything but a letter or a digit"),
            new Refused("[._-]{2}", "hold two of . _ - in a row")),
    /** WAF API reference, CreateWebACL. */
    WEB_ACL("aws_wafv2_web_acl.name", "WAF", "web ACL names", "letters, digits, hyphens and underscores"),
    /** CloudWatch API reference, PutDashboard. */
    DASHBOARD(
            "aws_cloudwatch_dashboard.dashboard_name",
            "CloudWatch",
            "dashboard names",
            "letters, digits, hyphens and underscores"),
    /** EventBridge API reference, PutRule; EventBridge Scheduler API reference, CreateSchedule. */
    EVENT_RULE(
            "aws_cloudwatch_event_rule.name",
            "EventBridge",
            "names of rules and schedules",
            "letters, digits and . - _"),
    /** API Gateway API reference, CreateRestApi and CreateApi: any text. */
    API("aws_api_gateway_rest_api.name", "API Gateway", "API names", "one line"),
    /** EC2 user guide, "Tag naming limits and requirements": what names a VPC is a tag. */
    NAME_TAG("aws_vpc.tags.Name", "EC2", "Name tags", "one line");

    private final String service;
    private final String names;

    @SuppressWarnings("ImmutableEnumChecker") // texts and patterns that are never changed
    private final AwsName accepted;

    private final String charactersSay;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that is never changed
    private final List<Refused> refused;

    /** @param row type and attribute in {@code names.tsv}, such as {@code aws_s3_bucket.bucket} */
    NamingRule(String row, String service, String names, String charactersSay, Refused... refused) {
        String[] place = row.split("\\.", 2);
        this.accepted = AwsNames.of(place[0], place[1]);
        this.service = service;
        this.names = names;
        this.charactersSay = charactersSay;
        this.refused = List.of(refused);
    }

    /** The most characters of such a name. */
    public int longest() {
        return accepted.longest();
    }

    /**
     * Why AWS would refuse a name, as a sentence without its end, such as "S3 refuses bucket names that end with
     * -s3alias"; null where it would not.
     */
    public @Nullable String violation(String name) {
        if (name.length() < accepted.shortest() || name.length() > accepted.longest()) {
            return "%s refuses %s of %d characters: they have %d to %d"
                    .formatted(service, names, name.length(), accepted.shortest(), accepted.longest());
        }
        if (!accepted.characters().matcher(name).matches()) {
            return "%s refuses %s that hold anything but %s".formatted(service, names, charactersSay);
        }
        return refused.stream()
                .filter(one -> one.pattern.matcher(name).find())
                .map(one -> "%s refuses %s that %s".formatted(service, names, one.says))
                .findFirst()
                .orElse(null);
    }

    /** The row of the table of names. */
    AwsName accepted() {
        return accepted;
    }

    /** What is refused beside length and characters, as one pattern. */
    String refused() {
        return refused.stream().map(one -> one.pattern.pattern()).collect(Collectors.joining("|"));
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
