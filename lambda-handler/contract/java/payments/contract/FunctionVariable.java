package payments.contract;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The environment variables of the functions. The name of a constant is the name of the variable. */
public enum FunctionVariable {
    REGION("the AWS region in which the function runs", "a region code such as eu-west-1"),
    REGION_ROLE(
            "whether this region takes payments until an operator moves the fence; without it no fence is checked",
            "home or standby"),
    HOME_REGION(
            "the older form of REGION_ROLE, read where that is absent: home if equal to REGION, else standby",
            "a region code such as eu-west-1"),
    ENVIRONMENT_SUFFIX("the name of this environment in log lines and metrics", "a short text such as dev"),

    DYNAMODB_TABLE("the table of payments", "a table name"),
    DYNAMODB_ENDPOINT(
            "the endpoint of DynamoDB in this region", "an https URL such as https://dynamodb.eu-west-1.amazonaws.com"),
    TABLE_PARTITION_KEY("the partition key of the table of payments, a string", "an attribute name"),
    TABLE_SORT_KEY("the sort key of the table of payments, a number, where the table has one", "an attribute name"),
    TABLE_TIMESTAMP("the attribute of a time in seconds since 1970, for an index by number", "an attribute name"),
    AUDIT_TABLE("a separate table of audit records; without it they are in the table of payments", "a table name"),
    AUDIT_PARTITION_KEY("the partition key of the audit table, a string", "an attribute name"),

    EFFECT_LOG_TABLE(
            "the log of effects, which all regions share; without it the fence in the table of payments decides",
            "a table name"),
    EFFECT_LOG_REGION("the region in which the function reaches the log of effects", "a region code such as eu-west-1"),
    EFFECT_LOG_ENDPOINT(
            "the endpoint of DynamoDB in that region", "an https URL such as https://dynamodb.eu-west-1.amazonaws.com"),

    RDS_HOST("the database server; without it the deployment has no database", "a host name"),
    RDS_PORT("the port of the database server", "a number such as 5432"),
    RDS_DATABASE("the name of the database", "a lower-case SQL identifier"),
    DATABASE_USER("the database user; without it the role of the service", "a lower-case SQL identifier"),
    DATABASE_SECRET_ARN("the secret with the password, for a server that refuses IAM tokens", "an ARN"),
    DATABASE_CA_FILE("certificate authorities to trust instead of those of RDS", "the path of a PEM file"),
    DATABASE_APPLICATION_ROLE("the database role that gets the rights of the service", "a lower-case SQL identifier"),

    API_DIALECT(
            "paths, field names and status codes of the API", "payments, payment, process-payment or payments-basic"),
    API_AMOUNTS("how the API writes amounts, if not as its dialect does", "decimal, decimal-number or minor-units"),
    API_ENVIRONMENT("what answers call the environment, if not by its suffix", "a short text such as production"),
    API_ANONYMOUS_READ(
            "whether callers without identity may read and capture payments of such callers", "true or false"),
    CORS_ALLOWED_ORIGIN(
            "the one origin whose pages may call; without it none may", "https://host, without a path; or * for every"),
    CORS_ALLOWED_HEADERS(
            "the headers that such pages may send, if not those of every API", "names separated by commas"),
    PAYMENT_WORKFLOW_ARN("the state machine that captures; without it the API has no capture", "an ARN"),

    QUEUE_WORKFLOW_ARN(
            "the state machine that captures each payment of the queue; without it they wait for a request", "an ARN"),

    SNS_TOPIC_ARN("the topic of payment events", "an ARN"),
    STATUS_TABLE("the table of batch status records, with the key batch_id", "a table name"),

    PAYMENT_QUEUE_URL("the queue of payments", "a URL"),
    REPORT_BUCKET("the bucket of batch reports", "a bucket name"),
    REPORT_PREFIX("the prefix of the keys of batch reports", "a prefix that ends in a slash"),
    QUARANTINE_BUCKET("the bucket of files that were refused", "a bucket name"),
    BATCH_FUNCTION("the batch function itself, which invokes itself to continue a file", "name:alias"),
    BATCH_CALLER("the owner of the payments of a file, as the API names its callers", "a text; anonymous if absent"),
    LARGE_FILE_MACHINE_ARN("the state machine of large files; without it they go to the queue too", "an ARN"),
    TOLERATED_REJECT_PERCENT("the share of bad rows with which a file is still accepted", "a whole number, 0 to 100"),
    MAX_FILE_BYTES("the size of the largest file that is accepted", "a whole number"),

    AWS_ENDPOINT_URL("an endpoint in place of all those of AWS; set by an emulator, never by the platform", "a URL");

    private final String meaning;
    private final String format;

    FunctionVariable(String meaning, String format) {
        this.meaning = meaning;
        this.format = format;
    }

    public String meaning() {
        return meaning;
    }

    public String format() {
        return format;
    }

    /**
     * The service that the code calls where this variable is set; empty for a plain value. A database is no service here: the
     * function connects to its host, and signs its own token.
     */
    public Optional<CalledService> calls() {
        return Optional.ofNullable(
                switch (this) {
                    case DYNAMODB_TABLE, AUDIT_TABLE, STATUS_TABLE, EFFECT_LOG_TABLE -> CalledService.DYNAMODB;
                    case DATABASE_SECRET_ARN -> CalledService.SECRETSMANAGER;
                    case PAYMENT_WORKFLOW_ARN, QUEUE_WORKFLOW_ARN, LARGE_FILE_MACHINE_ARN -> CalledService.STATES;
                    case SNS_TOPIC_ARN -> CalledService.SNS;
                    case PAYMENT_QUEUE_URL -> CalledService.SQS;
                    case REPORT_BUCKET, QUARANTINE_BUCKET -> CalledService.S3;
                    case BATCH_FUNCTION -> CalledService.LAMBDA;
                    default -> null;
                });
    }

    /** The variables that must also be set where this one is. */
    public Set<FunctionVariable> needs() {
        return switch (this) {
            case RDS_HOST -> EnumSet.of(RDS_PORT, RDS_DATABASE);
            case CORS_ALLOWED_HEADERS -> EnumSet.of(CORS_ALLOWED_ORIGIN);
            case AUDIT_TABLE -> EnumSet.of(AUDIT_PARTITION_KEY);
            case EFFECT_LOG_TABLE -> EnumSet.of(EFFECT_LOG_REGION, EFFECT_LOG_ENDPOINT);
            // Without its role a function checks no fence, and a standby would take payments.
            case DYNAMODB_TABLE -> EnumSet.of(REGION_ROLE);
            default -> Collections.emptySet();
        };
    }
}
