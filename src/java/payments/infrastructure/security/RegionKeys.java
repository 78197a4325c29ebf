package payments.infrastructure.security;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import payments.infrastructure.config.deployment.EncryptionSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The customer-managed keys of a region, one for each {@link KeyPurpose} that it has. Single-region keys: the services
 * re-encrypt between regions, so no key leaves its region.
 */
public final class RegionKeys extends Construct {
    private final Map<KeyPurpose, CustomerKey> keys = new EnumMap<>(KeyPurpose.class);

    /**
     * Defines the keys.
     *
     * @param purposes what the region needs keys for; without {@link KeyPurpose#ALERTS}, alarms go to the topic of payments
     * @param replicated whether the region's documents are source or target of a replication
     */
    public RegionKeys(
            Construct scope,
            String id,
            Placement placement,
            EncryptionSettings settings,
            Set<KeyPurpose> purposes,
            boolean replicated) {
        super(scope, id);
        KeyPolicies policies = new KeyPolicies(placement, replicated, !purposes.contains(KeyPurpose.ALERTS));
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (purposes.contains(purpose)) {
                keys.put(purpose, new CustomerKey(this, placement, settings, purpose, policies.of(purpose)));
            }
        }
    }

    /** Whether the region has a key for a purpose. */
    public boolean has(KeyPurpose purpose) {
        return keys.containsKey(purpose);
    }

    /** The ARN of the key for a purpose. */
    public KeyArn arn(KeyPurpose purpose) {
        return key(purpose).arn();
    }

    /** The id of the key for a purpose. */
    public String keyId(KeyPurpose purpose) {
        return key(purpose).keyId();
    }

    private CustomerKey key(KeyPurpose purpose) {
        return Objects.requireNonNull(
                keys.get(purpose), () -> "the region has no key for %s, it has %s".formatted(purpose, keys.keySet()));
    }
}
