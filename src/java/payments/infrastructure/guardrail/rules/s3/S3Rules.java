package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on buckets.
 */
public final class S3Rules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new S3PublicAccessBlocked(),
            new S3AccountPublicAccessBlocked(),
            new S3OwnershipEnforced(),
            new S3Encrypted(),
            new S3TlsOnly(),
            new S3PolicyNoPublicAllow(),
            new S3VersioningOn(),
            new S3LifecycleSet(),
            new S3LogsRetained(),
            new S3RecordsRetained(),
            new S3AccessLogged(),
            new S3AuditBucketWorm(),
            new S3Replicated(),
            new S3ReplicationKmsWired(),
            new S3SingleNotification(),
            new S3NotificationAccepted(),
            new S3RulesAccepted());

    private S3Rules() {}
}
