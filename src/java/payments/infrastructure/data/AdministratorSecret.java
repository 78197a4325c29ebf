package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_version.SecretsmanagerSecretVersion;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The database administrator's password. Generated as an ephemeral value, written to Secrets Manager by a write-only
 * argument, and read back as an ephemeral value for the database: so it stands in no file, plan or state, and the
 * database always has what the secret says, even when an apply stopped between the two.
 */
final class AdministratorSecret extends AdministratorCredential {
    private static final int RECOVERY_DAYS = 30;
    private static final String SECRET_VERSION = "aws_secretsmanager_secret_version";

    private final String password;
    private final String secretArn;

    /** Defines the secret and its value. */
    AdministratorSecret(Construct scope, String id, Placement placement, ProtectionSettings protection, KeyArn keyArn) {
        super(scope, id);
        SecretsmanagerSecret secret = SecretsmanagerSecret.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(ResourceName.DATABASE_SECRET))
                .description("Password of the administrator of " + placement.name(ResourceName.DATABASE))
                .kmsKeyId(keyArn.value())
                .recoveryWindowInDays(protection.deletionProtection() ? RECOVERY_DAYS : 0)
                .tags(Map.of("Name", placement.name(ResourceName.DATABASE_SECRET)))
                .build();
        SecretsmanagerSecretVersion version = SecretsmanagerSecretVersion.Builder.create(this, "version")
                .provider(placement.provider())
                .secretId(secret.getId())
                .build();
        EscapeHatches.writeOnly(version, "secret_string_wo", generated(placement), VERSION);
        String stored = EscapeHatches.ephemeral(
                TerraformStack.of(this), placement, SECRET_VERSION, NAME, Map.of("secret_id", version.getSecretId()));
        this.password = stored + ".secret_string";
        this.secretArn = secret.getArn();
    }

    @Override
    Optional<String> secretArn() {
        return Optional.of(secretArn);
    }

    @Override
    String passwordExpression() {
        return password;
    }
}
