package payments.infrastructure.security;

import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import payments.infrastructure.config.deployment.EncryptionSettings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** A customer-managed key for one purpose, rotated every year (PCI DSS 3.7.4), with an explicit policy and an alias. */
public final class CustomerKey extends Construct {
    private static final int ROTATION_DAYS = 365;

    private final KeyArn arn;
    private final String keyId;
    private final String alias;

    /** Defines the key; its id is the label of its purpose. */
    CustomerKey(
            Construct scope,
            Placement placement,
            EncryptionSettings settings,
            KeyPurpose purpose,
            PolicyDocument policy) {
        super(scope, purpose.label());
        KmsKey key = KmsKey.Builder.create(this, "Resource")
                .provider(placement.provider())
                .description("%s of %s in %s"
                        .formatted(purpose.label(), placement.names().plain("platform"), placement.region()))
                .enableKeyRotation(true)
                .deletionWindowInDays(settings.deletionWindowDays())
                .policy(policy.toJson())
                .tags(placement.nameTag(purpose.label() + "-key"))
                .build();
        EscapeHatches.keyRotationPeriod(key, ROTATION_DAYS);
        this.arn = new KeyArn(key.getArn());
        this.keyId = key.getKeyId();
        this.alias = placement.names().keyAlias(purpose.service(), placement.region());
        KmsAlias.Builder.create(this, "alias")
                .provider(placement.provider())
                .name(alias)
                .targetKeyId(keyId)
                .build();
    }

    /** A key that stands alone, because what it protects belongs to no region's stack; its policy is that of its purpose. */
    public static CustomerKey alone(
            Construct scope, Placement placement, EncryptionSettings settings, KeyPurpose purpose) {
        return new CustomerKey(
                scope, placement, settings, purpose, new KeyPolicies(placement, false, false).of(purpose));
    }

    /** The key of alerts that no region owns, and of the queue for those that were not delivered. */
    public static CustomerKey ofAlertsAndUndelivered(
            Construct scope, Placement placement, EncryptionSettings settings) {
        return new CustomerKey(
                scope,
                placement,
                settings,
                KeyPurpose.GLOBAL_ALERTS,
                new KeyPolicies(placement, false, false).ofAlertsAndUndelivered());
    }

    /** The key's ARN. */
    public KeyArn arn() {
        return arn;
    }

    /** The alias by which people find it. */
    public String alias() {
        return alias;
    }

    /** The key's id. */
    public String keyId() {
        return keyId;
    }
}
