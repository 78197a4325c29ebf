package payments.infrastructure.security;

/** What a customer-managed key protects. One key for each purpose and region limits the damage of a lost key. */
public enum KeyPurpose {
    /** Objects of the documents bucket. */
    DOCUMENTS("documents", "s3"),
    /** The payments table. */
    TABLE("table", "dynamodb"),
    /** The database, its backups, its performance data and its administrator's secret. */
    DATABASE("database", "rds"),
    /** The environment variables of functions. */
    FUNCTION("function", "lambda"),
    /** The topic of a region's alerts. */
    ALERTS("messaging", "sns"),
    /** Log groups. */
    LOGS("logs", "logs"),
    /** Payments on their way: queues, and the topic of payment events; where a deployment has them. */
    MESSAGES("payment_messages", "sqs"),
    /** The history of configurations and the check for drift, in accounts that the environment owns. */
    CONFIGURATION("configuration", "config"),
    /** The account's trail, its bucket and its log group; in the trail's home region alone. */
    TRAIL("trail", "cloudtrail"),
    /** Terraform's state and its locks. */
    STATE("state", "state"),
    /** The topic of the alerts that no region owns; in the stack of the roles alone. */
    GLOBAL_ALERTS("global_messaging", "sns-global");

    private final String label;
    private final String service;

    KeyPurpose(String label, String service) {
        this.label = label;
        this.service = service;
    }

    /** The key's place in the stack and part of its description; contract, since another one would be another key. */
    String label() {
        return label;
    }

    /** The AWS service that uses the key, which is also part of the key's alias. */
    public String service() {
        return service;
    }
}
