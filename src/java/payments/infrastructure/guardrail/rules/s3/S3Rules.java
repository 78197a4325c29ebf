package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on buckets.
 */
public final class S3Rules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new BlockPublicAccess(),
            new AccountPublicAccessBlock(),
            new OwnershipEnforced(),
            new CmkEncryption(),
            new TlsOnly(),
            new PolicyNoPublicAllow(),
            new Versioning(),
            new Lifecycle(),
            new AccessLogging(),
            new AuditBucketWorm(),
            new Replication(),
            new ReplicationKmsWired(),
            new SingleNotification());

    private S3Rules() {}
}
