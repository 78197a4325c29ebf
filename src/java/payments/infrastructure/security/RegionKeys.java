package payments.infrastructure.security;

import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import payments.infrastructure.config.EncryptionSettings;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The customer-managed keys of a region, one for each {@link KeyPurpose}, rotated every year (PCI DSS 3.7.4) and with an
 * explicit policy. Single-region keys: the services re-encrypt between regions, so no key leaves its region.
 */
public final class RegionKeys extends Construct {
    private static final int ROTATION_DAYS = 365;

    private final Map<KeyPurpose, String> arns = new EnumMap<>(KeyPurpose.class);
    private final Map<KeyPurpose, String> ids = new EnumMap<>(KeyPurpose.class);

    /**
     * Defines the keys.
     *
     * @param replicated whether the region's documents are source or target of a replication
     */
    public RegionKeys(
            Construct scope, String id, Placement placement, EncryptionSettings settings, boolean replicated) {
        super(scope, id);
        KeyPolicies policies = new KeyPolicies(placement, replicated);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            String label = purpose.name().toLowerCase(Locale.ROOT);
            Construct keyScope = new Construct(this, label);
            KmsKey key = KmsKey.Builder.create(keyScope, "Resource")
                    .provider(placement.provider())
                    .description(
                            "%s of %s in %s".formatted(label, placement.names().plain("platform"), placement.region()))
                    .enableKeyRotation(true)
                    .deletionWindowInDays(settings.deletionWindowDays())
                    .policy(policies.of(purpose).toJson())
                    .tags(placement.nameTag(label + "-key"))
                    .build();
            EscapeHatches.keyRotationPeriod(key, ROTATION_DAYS);
            arns.put(purpose, key.getArn());
            ids.put(purpose, key.getKeyId());
            KmsAlias.Builder.create(keyScope, "alias")
                    .provider(placement.provider())
                    .name(placement.names().keyAlias(purpose.service(), placement.region()))
                    .targetKeyId(keyId(purpose))
                    .build();
        }
    }

    /** The ARN of the key for a purpose. */
    public String arn(KeyPurpose purpose) {
        return Objects.requireNonNull(arns.get(purpose));
    }

    /** The id of the key for a purpose. */
    public String keyId(KeyPurpose purpose) {
        return Objects.requireNonNull(ids.get(purpose));
    }
}
