package payments.infrastructure.stack;

import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Backend.StatePlace;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.EncryptionSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.data.StateLocks;
import payments.infrastructure.security.CustomerKey;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.storage.StateBucket;
import payments.infrastructure.terraform.DestructionGuard;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Where the other stacks keep their state: bucket, key and lock table. Its own state is a local file, because the bucket is
 * not there yet; it is deployed once, before all others (runbook "state").
 */
public final class BootstrapStack extends PlatformStack {
    private static final Backend LOCAL = new Backend(Backend.Type.LOCAL, null, null);

    /** Defines the stack. */
    public BootstrapStack(Construct scope, Deployment deployment, Environment environment, StatePlace place) {
        super(
                scope,
                StackNames.state(environment, place.region()),
                deployment,
                LOCAL,
                environment,
                place.region(),
                providers -> providers.region(place.region()));
        Placement placement = in(place.region());
        // Without its state nothing of an environment can be changed in order: where real data is, the state is
        // protected even where the rest is not.
        boolean production = environment.classification().isProduction();
        ProtectionSettings protection =
                production ? ProtectionSettings.FULL : environment.settings().protection();
        EncryptionSettings encryption =
                production ? EncryptionSettings.LONGEST : environment.settings().encryption();
        CustomerKey key = CustomerKey.alone(this, placement, encryption, KeyPurpose.STATE);
        KeyArn keyArn = key.arn();
        if (place.kmsKeyId() != null && !place.kmsKeyId().equals(key.alias())) {
            // The backend's own name for the key; the settings refuse any other way to name it.
            KmsAlias.Builder.create(this, "key-alias")
                    .provider(placement.provider())
                    .name(place.kmsKeyId())
                    .targetKeyId(key.keyId())
                    .build();
        }
        new StateBucket(
                this,
                "bucket",
                placement,
                place.bucket(),
                environment.settings().audit(),
                protection,
                keyArn);
        if (place.lockTable() != null) {
            new StateLocks(this, "locks", placement, place.lockTable(), protection, keyArn);
        }
        tagSome();
        if (protection.preventDestroy()) {
            DestructionGuard.over(this);
        }
    }
}
