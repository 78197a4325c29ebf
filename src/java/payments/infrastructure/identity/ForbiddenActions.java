package payments.infrastructure.identity;

/**
 * What no role of an environment may ever do. People and pipelines that must do such things have roles of their own, which
 * this program does not make.
 */
final class ForbiddenActions {
    /** Losing records, their backups, or the keys without which they cannot be read. */
    static final String[] DESTRUCTIVE = {
        "dynamodb:BatchWriteItem",
        "dynamodb:DeleteBackup",
        "dynamodb:DeleteItem",
        "dynamodb:DeleteTable*",
        "dynamodb:PartiQLDelete",
        "dynamodb:PartiQLUpdate",
        "dynamodb:UpdateContinuousBackups",
        "kms:DeleteAlias",
        "kms:DisableKey*",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "rds:Delete*",
        "rds:ModifyDBCluster",
        "rds:ModifyDBInstance",
        "rds:ModifyDBSnapshotAttribute",
        "rds:RemoveFromGlobalCluster",
        "s3:BypassGovernanceRetention",
        "s3:DeleteBucket*",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:PutReplicationConfiguration",
        "secretsmanager:DeleteSecret",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sqs:DeleteQueue",
        "sqs:PurgeQueue",
        "sqs:SetQueueAttributes"
    };

    /** Making the records of what happened incomplete, or their readers blind. */
    static final String[] TAMPERING = {
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:DisableAlarmActions",
        "config:Delete*",
        "config:Stop*",
        "ec2:DeleteFlowLogs",
        "logs:DeleteDataProtectionPolicy",
        "logs:DeleteLogGroup",
        "logs:DeleteLogStream",
        "wafv2:DeleteWebACL",
        "wafv2:DisassociateWebACL"
    };

    /** Taking other rights, or other code, than it was given. */
    static final String[] ESCALATING = {
        "iam:*", "lambda:AddPermission", "lambda:UpdateFunctionCode", "organizations:*", "sts:AssumeRole"
    };

    private ForbiddenActions() {}
}
