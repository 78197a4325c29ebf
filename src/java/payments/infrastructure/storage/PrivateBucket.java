package payments.infrastructure.storage;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.*;
import com.hashicorp.cdktf.providers.aws.s3_bucket_logging.S3BucketLoggingA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControls;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControlsRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_policy.S3BucketPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_public_access_block.S3BucketPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.*;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningVersioningConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A bucket as all of ours are: every version kept, encrypted, reachable over TLS 1.2 and better only, closed to everyone
 * outside the account, and with its requests logged.
 */
abstract class PrivateBucket extends Construct {
    private static final int ABANDONED_UPLOAD_DAYS = 7;

    private final Placement placement;
    private final BucketSpec spec;
    private final S3Bucket bucket;
    private final String bucketId;
    private final S3BucketVersioningA versioning;
    private final S3BucketPolicy policy;

    PrivateBucket(Construct scope, String id, Placement placement, BucketSpec spec) {
        super(scope, id);
        this.placement = placement;
        this.spec = spec;
        String name = spec.name();
        this.bucket = S3Bucket.Builder.create(this, "Resource")
                .provider(placement.provider())
                .bucket(name)
                .forceDestroy(spec.emptyOnDestroy())
                .objectLockEnabled(spec.lifetime().locked() ? true : null)
                .tags(Map.of("Name", name, BucketRole.TAG, spec.role().tag()))
                .build();
        this.bucketId = bucket.getId();
        this.versioning = S3BucketVersioningA.Builder.create(this, "versioning")
                .provider(placement.provider())
                .bucket(bucketId)
                .versioningConfiguration(S3BucketVersioningVersioningConfiguration.builder()
                        .status("Enabled")
                        .build())
                .build();
        encrypt();
        this.policy = closeToThePublic();
        expire();
    }

    /** The bucket's name. */
    public final String name() {
        return bucket.getBucket();
    }

    /** The bucket's id, which orders its users after the bucket. */
    public final String id() {
        return bucketId;
    }

    /** The bucket's ARN. */
    public final String arn() {
        return bucket.getArn();
    }

    /** What must exist before the bucket can be replicated. */
    public final ITerraformDependable versioning() {
        return versioning;
    }

    /** What must exist before a service that checks its rights on the bucket is configured with it. */
    public final ITerraformDependable policy() {
        return policy;
    }

    /** Logs every request to this bucket in another one of the region, under this bucket's name. */
    final void logRequestsTo(AccessLogBucket logs) {
        S3BucketLoggingA.Builder.create(this, "logging")
                .provider(placement.provider())
                .bucket(bucketId)
                .targetBucket(logs.id())
                .targetPrefix(spec.name() + "/")
                .dependsOn(List.of(logs.policy()))
                .build();
    }

    private void encrypt() {
        var byDefault = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA.builder()
                .sseAlgorithm(spec.keyArn() == null ? "AES256" : "aws:kms")
                .kmsMasterKeyId(spec.keyArn() == null ? null : spec.keyArn().value())
                .build();
        S3BucketServerSideEncryptionConfigurationA.Builder.create(this, "encryption")
                .provider(placement.provider())
                .bucket(bucketId)
                .rule(List.of(S3BucketServerSideEncryptionConfigurationRuleA.builder()
                        .applyServerSideEncryptionByDefault(byDefault)
                        .bucketKeyEnabled(spec.keyArn() == null ? null : true)
                        .build()))
                .build();
    }

    private S3BucketPolicy closeToThePublic() {
        S3BucketPublicAccessBlock block = S3BucketPublicAccessBlock.Builder.create(this, "public-access-block")
                .provider(placement.provider())
                .bucket(bucketId)
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build();
        S3BucketOwnershipControls.Builder.create(this, "ownership")
                .provider(placement.provider())
                .bucket(bucketId)
                .rule(S3BucketOwnershipControlsRule.builder()
                        .objectOwnership("BucketOwnerEnforced")
                        .build())
                .build();
        String arn = placement.arns().bucket(spec.name());
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.deny("DenyPlainHttp", "s3:*")
                        .to("*")
                        .on(arn, arn + "/*")
                        .when("Bool", "aws:SecureTransport", "false"),
                Statement.deny("DenyOldTls", "s3:*")
                        .to("*")
                        .on(arn, arn + "/*")
                        .when("NumericLessThan", "s3:TlsVersion", "1.2")));
        statements.addAll(spec.writers());
        return S3BucketPolicy.Builder.create(this, "policy")
                .provider(placement.provider())
                .bucket(bucketId)
                .policy(new PolicyDocument(statements).toJson())
                // Two changes of one bucket's access at a time make S3 answer with a conflict.
                .dependsOn(List.of(block))
                .build();
    }

    private void expire() {
        S3BucketLifecycleConfigurationRule.Builder rule = S3BucketLifecycleConfigurationRule.builder()
                .id("leftovers")
                .status("Enabled")
                .filter(S3BucketLifecycleConfigurationRuleFilter.builder()
                        .prefix("")
                        .build())
                .abortIncompleteMultipartUpload(
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                                .daysAfterInitiation(ABANDONED_UPLOAD_DAYS)
                                .build())
                .noncurrentVersionExpiration(S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                        .noncurrentDays(spec.noncurrentDays())
                        .build());
        if (spec.lifetime().days() != null) {
            rule.expiration(S3BucketLifecycleConfigurationRuleExpiration.builder()
                    .days(spec.lifetime().days())
                    .build());
        }
        S3BucketLifecycleConfiguration.Builder.create(this, "lifecycle")
                .provider(placement.provider())
                .bucket(bucketId)
                .rule(List.of(rule.build()))
                .dependsOn(List.of(versioning))
                .build();
    }
}
