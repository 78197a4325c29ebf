package payments.infrastructure.storage;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfiguration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleFilter;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControls;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControlsRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_policy.S3BucketPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_public_access_block.S3BucketPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningVersioningConfiguration;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The bucket of a region's payment documents: every version kept, encrypted with the region's key, reachable over TLS 1.2
 * and better only, and closed to everyone outside the account.
 */
public final class DocumentsBucket extends Construct {
    private static final int ABANDONED_UPLOAD_DAYS = 7;
    private static final int NONCURRENT_VERSION_DAYS = 90;

    private final Placement placement;
    private final S3Bucket bucket;
    private final S3BucketVersioningA versioning;

    /** Defines the bucket with everything that guards it. */
    public DocumentsBucket(
            Construct scope, String id, Placement placement, ProtectionSettings protection, String keyArn) {
        super(scope, id);
        this.placement = placement;
        this.bucket = S3Bucket.Builder.create(this, "Resource")
                .provider(placement.provider())
                .bucket(placement.name(ResourceName.DOCUMENTS_BUCKET))
                .forceDestroy(protection.emptyBucketsOnDestroy())
                .tags(Map.of("Name", placement.name(ResourceName.DOCUMENTS_BUCKET)))
                .build();
        this.versioning = S3BucketVersioningA.Builder.create(this, "versioning")
                .provider(placement.provider())
                .bucket(bucket.getId())
                .versioningConfiguration(S3BucketVersioningVersioningConfiguration.builder()
                        .status("Enabled")
                        .build())
                .build();
        encrypt(keyArn);
        closeToThePublic();
        expireLeftovers();
    }

    /** The bucket's name. */
    public String name() {
        return bucket.getBucket();
    }

    /** The bucket's id, which orders whoever uses it after the bucket. */
    public String id() {
        return bucket.getId();
    }

    /** The bucket's ARN. */
    public String arn() {
        return bucket.getArn();
    }

    /** What must exist before the bucket can be replicated. */
    public ITerraformDependable versioning() {
        return versioning;
    }

    private void encrypt(String keyArn) {
        S3BucketServerSideEncryptionConfigurationA.Builder.create(this, "encryption")
                .provider(placement.provider())
                .bucket(bucket.getId())
                .rule(List.of(S3BucketServerSideEncryptionConfigurationRuleA.builder()
                        .applyServerSideEncryptionByDefault(
                                S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA
                                        .builder()
                                        .sseAlgorithm("aws:kms")
                                        .kmsMasterKeyId(keyArn)
                                        .build())
                        .bucketKeyEnabled(true)
                        .build()))
                .build();
    }

    private void closeToThePublic() {
        S3BucketPublicAccessBlock block = S3BucketPublicAccessBlock.Builder.create(this, "public-access-block")
                .provider(placement.provider())
                .bucket(bucket.getId())
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build();
        S3BucketOwnershipControls.Builder.create(this, "ownership")
                .provider(placement.provider())
                .bucket(bucket.getId())
                .rule(S3BucketOwnershipControlsRule.builder()
                        .objectOwnership("BucketOwnerEnforced")
                        .build())
                .build();
        String arn = placement.arns().bucket(placement.name(ResourceName.DOCUMENTS_BUCKET));
        S3BucketPolicy.Builder.create(this, "policy")
                .provider(placement.provider())
                .bucket(bucket.getId())
                .policy(PolicyDocument.of(
                                Statement.deny("DenyPlainHttp", "s3:*")
                                        .to("*")
                                        .on(arn, arn + "/*")
                                        .when("Bool", "aws:SecureTransport", "false"),
                                Statement.deny("DenyOldTls", "s3:*")
                                        .to("*")
                                        .on(arn, arn + "/*")
                                        .when("NumericLessThan", "s3:TlsVersion", "1.2"))
                        .toJson())
                // Two changes of one bucket's access at a time make S3 answer with a conflict.
                .dependsOn(List.of(block))
                .build();
    }

    private void expireLeftovers() {
        S3BucketLifecycleConfiguration.Builder.create(this, "lifecycle")
                .provider(placement.provider())
                .bucket(bucket.getId())
                .rule(List.of(S3BucketLifecycleConfigurationRule.builder()
                        .id("leftovers")
                        .status("Enabled")
                        .filter(S3BucketLifecycleConfigurationRuleFilter.builder()
                                .prefix("")
                                .build())
                        .abortIncompleteMultipartUpload(
                                S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                                        .daysAfterInitiation(ABANDONED_UPLOAD_DAYS)
                                        .build())
                        .noncurrentVersionExpiration(
                                S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                                        .noncurrentDays(NONCURRENT_VERSION_DAYS)
                                        .build())
                        .build()))
                .dependsOn(List.of(versioning))
                .build();
    }
}
