package payments.infrastructure.naming;

/**
 * ARNs by rule. A policy can so name the exact resource of any region without a reference to the stack that makes it.
 * Only the commercial partition.
 *
 * @param account the account, twelve digits or the expression that gives them at plan time
 */
public record Arns(String account) {
    /** An IAM role. */
    public String role(String name) {
        return "arn:aws:iam::%s:role/%s".formatted(account, name);
    }

    /** A policy of the account's own. */
    public String policy(String name) {
        return "arn:aws:iam::%s:policy/%s".formatted(account, name);
    }

    /** The role of AWS Config itself: an account has one, and AWS alone decides what it may. */
    public String configurationRecorderRole() {
        return role("aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig");
    }

    /** The account itself, as a principal. */
    public String root() {
        return "arn:aws:iam::%s:root".formatted(account);
    }

    /** A bucket; its ARN names neither account nor region. */
    public String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }

    /** A DynamoDB table. */
    public String table(String region, String name) {
        return "arn:aws:dynamodb:%s:%s:table/%s".formatted(region, account, name);
    }

    /** A log group, without the {@code :*} that stands for its streams. */
    public String logGroup(String region, String name) {
        return "arn:aws:logs:%s:%s:log-group:%s".formatted(region, account, name);
    }

    /** Every delivery of logs in a region, which is whom the log delivery service acts for. */
    public String logDelivery(String region) {
        return "arn:aws:logs:%s:%s:*".formatted(region, account);
    }

    /** A Lambda function. */
    public String function(String region, String name) {
        return "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, name);
    }

    /** A parameter of Parameter Store, whose name starts with a slash. */
    public String parameter(String region, String name) {
        return "arn:aws:ssm:%s:%s:parameter%s".formatted(region, account, name);
    }

    /** An alias of a Lambda function. */
    public String alias(String region, String name, String alias) {
        return function(region, name) + ":" + alias;
    }

    /** An SQS queue. */
    public String queue(String region, String name) {
        return "arn:aws:sqs:%s:%s:%s".formatted(region, account, name);
    }

    /** An SNS topic. */
    public String topic(String region, String name) {
        return "arn:aws:sns:%s:%s:%s".formatted(region, account, name);
    }

    /** A state machine. */
    public String stateMachine(String region, String name) {
        return "arn:aws:states:%s:%s:stateMachine:%s".formatted(region, account, name);
    }

    /** Every execution of a state machine, without those of distributed maps. */
    public String executions(String region, String stateMachine) {
        return "arn:aws:states:%s:%s:execution:%s:*".formatted(region, account, stateMachine);
    }

    /** Every execution of a state machine, those of its distributed maps too. */
    public String executionsWithMaps(String region, String stateMachine) {
        return "arn:aws:states:%s:%s:execution:%s*".formatted(region, account, stateMachine);
    }

    /** Every rule of AWS Config in a region, which makes up their ids. */
    public String configurationRules(String region) {
        return "arn:aws:config:%s:%s:config-rule/*".formatted(region, account);
    }

    /** A schedule of EventBridge Scheduler, in its group. */
    public String schedule(String region, String group, String name) {
        return "arn:aws:scheduler:%s:%s:schedule/%s/%s".formatted(region, account, group, name);
    }

    /** A rule of the default event bus. */
    public String eventRule(String region, String name) {
        return "arn:aws:events:%s:%s:rule/%s".formatted(region, account, name);
    }

    /** A secret; Secrets Manager appends six characters to every name. */
    public String secret(String region, String name) {
        return "arn:aws:secretsmanager:%s:%s:secret:%s".formatted(region, account, name);
    }

    /** A database cluster. */
    public String databaseCluster(String region, String identifier) {
        return "arn:aws:rds:%s:%s:cluster:%s".formatted(region, account, identifier);
    }

    /** A database instance. */
    public String database(String region, String identifier) {
        return "arn:aws:rds:%s:%s:db:%s".formatted(region, account, identifier);
    }

    /**
     * A user of any database of a region. Which database is known to IAM by an id that RDS makes up (RDS guide, "Creating and
     * using an IAM policy for IAM database access"), so a role that exists before it can only name the user.
     */
    public String databaseUser(String region, String user) {
        return "arn:aws:rds-db:%s:%s:dbuser:*/%s".formatted(region, account, user);
    }

    /** A trail of CloudTrail. */
    public String trail(String region, String name) {
        return "arn:aws:cloudtrail:%s:%s:trail/%s".formatted(region, account, name);
    }

    /** Every application load balancer of this name in a region; its ARN ends with what AWS makes up. */
    public String loadBalancers(String region, String name) {
        return "arn:aws:elasticloadbalancing:%s:%s:loadbalancer/app/%s/*".formatted(region, account, name);
    }

    /** Every alarm of a region in this account. */
    public String alarms(String region) {
        return "arn:aws:cloudwatch:%s:%s:alarm:*".formatted(region, account);
    }
}
