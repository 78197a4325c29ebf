package payments.infrastructure.security;

/** What a customer-managed key protects. One key for each purpose and region limits the damage of a lost key. */
public enum KeyPurpose {
    /** Objects of the documents bucket. */
    DOCUMENTS("s3"),
    /** The payments table. */
    TABLE("dynamodb"),
    /** The database, its backups, its performance data and its administrator's secret. */
    DATABASE("rds"),
    /** The environment variables of functions. */
    FUNCTION("lambda"),
    /** Messages of the alert topic. */
    MESSAGING("sns"),
    /** Log groups. */
    LOGS("logs"),
    /** Payments on their way: queues, and the topic of payment events; where a deployment has them. */
    PAYMENT_MESSAGES("sqs"),
    /** The history of configurations and the check for drift, in accounts that the environment owns. */
    CONFIGURATION("config"),
    /** The account's trail, its bucket and its log group; in the trail's home region alone. */
    TRAIL("cloudtrail"),
    /** Terraform's state and its locks. */
    STATE("state"),
    /** Messages of the topic for what no region owns; beside the roles alone. */
    GLOBAL_MESSAGING("sns-global");

    private final String service;

    KeyPurpose(String service) {
        this.service = service;
    }

    /** The AWS service that uses the key, which is also part of the key's alias. */
    public String service() {
        return service;
    }
}
