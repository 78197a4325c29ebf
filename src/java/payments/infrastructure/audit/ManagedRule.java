package payments.infrastructure.audit;

import java.util.Locale;

/**
 * Rules of AWS Config that notice when something was changed past this program (requirement E11). Each constant is the
 * rule's identifier (Config guide, "List of AWS Config Managed Rules").
 */
enum ManagedRule {
    CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED("The trail's files are signed"),
    CMK_BACKING_KEY_ROTATION_ENABLED("Keys rotate"),
    DYNAMODB_PITR_ENABLED("Tables can be restored to any second"),
    INCOMING_SSH_DISABLED("No security group lets SSH in from anywhere"),
    LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED("No function can be called by everybody"),
    MULTI_REGION_CLOUD_TRAIL_ENABLED("A trail records every region"),
    RDS_INSTANCE_PUBLIC_ACCESS_CHECK("No database can be reached from the internet"),
    RDS_STORAGE_ENCRYPTED("Databases are encrypted"),
    S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED("No bucket is open to the public"),
    S3_BUCKET_SSL_REQUESTS_ONLY("Buckets refuse plain HTTP"),
    VPC_DEFAULT_SECURITY_GROUP_CLOSED("Default security groups let nothing through"),
    VPC_FLOW_LOGS_ENABLED("Networks record their traffic");

    private final String why;

    ManagedRule(String why) {
        this.why = why;
    }

    /** What holds when the rule is satisfied. */
    String why() {
        return why;
    }

    /** The identifier as a name is written. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
