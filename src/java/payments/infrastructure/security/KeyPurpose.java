package payments.infrastructure.security;

import java.util.List;

/** What a customer-managed key protects, and the services through which the account uses it. One key for each purpose and region limits the damage of a lost key. */
public enum KeyPurpose {
    /** Objects of the documents bucket. */
    DOCUMENTS("documents", "s3", Service.S3),
    /** The payments table. */
    TABLE("table", "dynamodb", Service.DYNAMODB),
    /** The database, its backups, its performance data and its administrator's secret. */
    DATABASE("database", "rds", Service.RDS, Service.SECRETS_MANAGER, Service.PARAMETER_STORE),
    /** The environment variables of functions. */
    FUNCTION("function", "lambda", Service.LAMBDA),
    /** The topic of a region's alerts. */
    ALERTS("messaging", "sns"),
    /** Log groups. */
    LOGS("logs", "logs"),
    /** Payments on their way: queues, and the topic of payment events; where a deployment has them. */
    MESSAGES("payment_messages", "sqs", Service.SQS, Service.SNS),
    /** The history of configurations and the check for drift, in accounts that the environment owns. */
    CONFIGURATION("configuration", "config", Service.S3, Service.SQS),
    /** The account's trail, its bucket and its log group; in the trail's home region alone. */
    TRAIL("trail", "cloudtrail"),
    /** Terraform's state and its locks. */
    STATE("state", "state", Service.S3, Service.DYNAMODB),
    /** The topic of the alerts that no region owns; in the stack of the roles alone. */
    GLOBAL_ALERTS("global_messaging", "sns-global");

    private final String label;
    private final String service;

    @SuppressWarnings("ImmutableEnumChecker") // The list is unmodifiable, which the checker cannot see.
    private final List<Service> users;

    KeyPurpose(String label, String service, Service... users) {
        this.label = label;
        this.service = service;
        this.users = List.of(users);
    }

    /** The key's place in the stack and part of its description; contract, since another one would be another key. */
    String label() {
        return label;
    }

    /** The AWS service that uses the key, which is also part of the key's alias. */
    public String service() {
        return service;
    }

    /** The services that may use the key on behalf of the account; what else a purpose needs is in {@link KeyPolicies}. */
    List<Service> users() {
        return users;
    }

    /** A service of AWS that asks KMS on behalf of its caller. */
    enum Service {
        S3("S3", "s3"),
        DYNAMODB("DynamoDb", "dynamodb"),
        RDS("Rds", "rds"),
        SECRETS_MANAGER("SecretsManager", "secretsmanager"),
        PARAMETER_STORE("ParameterStore", "ssm"),
        LAMBDA("Lambda", "lambda"),
        SQS("Sqs", "sqs"),
        SNS("Sns", "sns");

        private final String title;
        private final String code;

        Service(String title, String code) {
            this.title = title;
            this.code = code;
        }

        /** The id of the statement that lets the service use a key. */
        String sid() {
            return "UseThrough" + title;
        }

        /** The first part of the service's host name. */
        String code() {
            return code;
        }
    }
}
