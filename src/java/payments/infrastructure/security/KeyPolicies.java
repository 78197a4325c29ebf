package payments.infrastructure.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import payments.infrastructure.identity.AlertPublisher;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;

/**
 * Who may use which key. Each policy names the account as administrator, so that no key can be locked away, and beyond
 * that only the service or role that needs the key, tied to this account, region and resource by a condition.
 */
final class KeyPolicies {
    private static final String ANY = "*";
    private final Placement placement;
    private final boolean replicated;
    private final boolean alertsByMessages;

    /**
     * @param replicated whether the region's documents are source or target of a replication
     * @param alertsByMessages whether alarms notify the topic of payments, which is encrypted by the key of messages
     */
    KeyPolicies(Placement placement, boolean replicated, boolean alertsByMessages) {
        this.placement = placement;
        this.replicated = replicated;
        this.alertsByMessages = alertsByMessages;
    }

    PolicyDocument of(KeyPurpose purpose) {
        return new PolicyDocument(statements(purpose));
    }

    /** SNS puts what it could not deliver into a queue that the key encrypts, and people read it there. */
    PolicyDocument ofAlertsAndUndelivered() {
        List<Statement> statements = statements(KeyPurpose.GLOBAL_ALERTS);
        statements.add(throughService(KeyPurpose.Service.SQS));
        statements.add(publishing("KeepUndelivered", "sns.amazonaws.com"));
        return new PolicyDocument(statements);
    }

    private List<Statement> statements(KeyPurpose purpose) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("AdministerByAccount", "kms:*")
                .to(placement.arns().root())
                .on(ANY));
        purpose.users().forEach(service -> statements.add(throughService(service)));
        switch (purpose) {
            case DOCUMENTS -> {
                // KMS refuses a policy that names a role which does not exist.
                if (replicated) {
                    statements.add(replication());
                }
            }
            case ALERTS -> statements.addAll(alerts());
            case MESSAGES -> {
                statements.add(publishing("DeliverEvents", "sns.amazonaws.com"));
                statements.add(deadLettersOfRules());
                if (alertsByMessages) {
                    statements.addAll(alerts());
                }
            }
            case LOGS -> statements.add(logs(ANY));
            case CONFIGURATION -> {
                statements.add(schedule());
                statements.add(publishing("DeliverConfigurations", "config.amazonaws.com"));
            }
            case TRAIL -> trail(statements);
            case GLOBAL_ALERTS -> statements.add(publishing(AlertPublisher.ALARMS.sid(), AlertPublisher.ALARMS.host()));
            default -> {
                // The account alone uses the key, through the services of its purpose.
            }
        }
        return statements;
    }

    private List<Statement> alerts() {
        return Arrays.stream(AlertPublisher.values())
                .map(publisher -> publishing(publisher.sid(), publisher.host()))
                .toList();
    }

    /** Any principal of this account, but only when the service asks on its behalf; AWS-managed keys are shared the same way. */
    private Statement throughService(KeyPurpose.Service service) {
        return throughService(service.sid(), service.code());
    }

    private Statement throughService(String sid, String service) {
        return Statement.allow(
                        sid,
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:CreateGrant",
                        "kms:DescribeKey")
                .to(ANY)
                .on(ANY)
                .when("StringEquals", "kms:ViaService", "%s.%s.amazonaws.com".formatted(service, placement.region()))
                .when("StringEquals", "kms:CallerAccount", placement.account());
    }

    /**
     * S3 replication works with its role's own rights: it decrypts in the source region and encrypts in the target's.
     * With bucket keys it also decrypts in the target's (S3 guide, "Replicating encrypted objects").
     */
    private Statement replication() {
        return Statement.allow("ReplicateThroughS3", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
                .to(placement.arns().role(placement.name(ResourceName.REPLICATION_ROLE)))
                .on(ANY)
                .when("StringEquals", "kms:ViaService", "s3.%s.amazonaws.com".formatted(placement.region()));
    }

    /** A service that writes to an encrypted topic or bucket needs the key itself, else what it says vanishes silently. */
    private Statement publishing(String sid, String service) {
        return Statement.allow(sid, "kms:Decrypt", "kms:GenerateDataKey")
                .toService(service)
                .on(ANY)
                .when("StringEquals", "aws:SourceAccount", placement.account());
    }

    /** EventBridge passes neither account nor rule to KMS (EventBridge guide, "Using dead-letter queues", encryption). */
    private Statement deadLettersOfRules() {
        return Statement.allow("KeepDeadLettersOfRules", "kms:Decrypt", "kms:GenerateDataKey")
                .toService("events.amazonaws.com")
                .on(ANY);
    }

    /** CloudTrail guide, "Configure AWS KMS key policies for CloudTrail". */
    private void trail(List<Statement> statements) {
        String name = placement.name(ResourceName.TRAIL);
        String trail = placement.arns().trail(placement.region(), name);
        statements.add(throughService("ReadThroughS3", "s3"));
        statements.add(Statement.allow("EncryptTrail", "kms:GenerateDataKey")
                .toService("cloudtrail.amazonaws.com")
                .on(ANY)
                .when("StringEquals", "aws:SourceArn", trail)
                .when("StringLike", "kms:EncryptionContext:aws:cloudtrail:arn", trail));
        // With bucket keys CloudTrail also decrypts, and S3's context is the bucket's, not the trail's.
        statements.add(Statement.allow("CheckKeyAndBucketKey", "kms:DescribeKey", "kms:Decrypt")
                .toService("cloudtrail.amazonaws.com")
                .on(ANY)
                .when("StringEquals", "aws:SourceArn", trail));
        statements.add(logs("/aws/cloudtrail/" + name));
    }

    /** EventBridge Scheduler reads a schedule's input with the schedule's role (its guide, "Encryption at rest"). */
    private Statement schedule() {
        String name = placement.name(ResourceName.DRIFT_CHECK);
        return Statement.allow("ReadInputOfSchedule", "kms:Decrypt")
                .to(ANY)
                .on(ANY)
                .when("StringEquals", "kms:CallerAccount", placement.account())
                .when(
                        "ArnEquals",
                        "kms:EncryptionContext:aws:scheduler:schedule:arn",
                        placement.arns().schedule(placement.region(), name, name));
    }

    private Statement logs(String group) {
        return Statement.allow(
                        "EncryptLogs",
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:DescribeKey")
                .toService("logs.%s.amazonaws.com".formatted(placement.region()))
                .on(ANY)
                .when(
                        "ArnLike",
                        "kms:EncryptionContext:aws:logs:arn",
                        placement.arns().logGroup(placement.region(), group));
    }
}
