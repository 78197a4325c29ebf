package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The password of a database's administrator that Terraform makes: generated as an ephemeral value, stored by a write-only
 * argument, read back as an ephemeral value, and given to the database by another. So it stands in no file, plan or state,
 * and the database always has what the store says, even when an apply stopped between the two.
 */
abstract sealed class AdministratorCredential extends Construct permits AdministratorSecret, AdministratorParameter {
    /** Raise it to give the database a new password. */
    static final int VERSION = 1;

    static final String NAME = "database_administrator";

    private static final int PASSWORD_LENGTH = 48;
    private static final String RANDOM_PASSWORD = "aws_secretsmanager_random_password";

    AdministratorCredential(Construct scope, String id) {
        super(scope, id);
    }

    /**
     * Makes the password where RDS does not, and gives it to the database.
     *
     * @param argument the write-only argument that takes it
     * @param managedSecretArn the secret in which RDS stores the password that it makes
     * @return the ARN of the secret with the password; empty where the password lies elsewhere
     */
    static Optional<String> give(
            Construct scope,
            Placement placement,
            DatabasePlan plan,
            TerraformResource database,
            String argument,
            Supplier<String> managedSecretArn) {
        KeyArn keyArn = plan.location().keyArn();
        return switch (plan.password()) {
            case MANAGED -> Optional.of(managedSecretArn.get());
            case EPHEMERAL ->
                new AdministratorSecret(scope, "administrator", placement, plan.protection(), keyArn)
                        .writeTo(database, argument);
            case PARAMETER ->
                new AdministratorParameter(scope, "administrator-parameter", placement, keyArn)
                        .writeTo(database, argument);
        };
    }

    /** The expression that gives the password while Terraform runs, without {@code ${}}. */
    abstract String passwordExpression();

    /** The ARN of the secret that it lies in; empty where it lies elsewhere. */
    Optional<String> secretArn() {
        return Optional.empty();
    }

    final Optional<String> writeTo(TerraformResource database, String argument) {
        EscapeHatches.writeOnly(database, argument, passwordExpression(), VERSION);
        return secretArn();
    }

    /** A new password each time that Terraform runs; only the write-only argument's version decides whether it is used. */
    final String generated(Placement placement) {
        return EscapeHatches.ephemeral(
                        TerraformStack.of(this),
                        placement,
                        RANDOM_PASSWORD,
                        NAME,
                        // RDS refuses / @ " and space; letters and digits of this length are strong enough without the
                        // rest.
                        Map.of("password_length", PASSWORD_LENGTH, "exclude_punctuation", true))
                + ".random_password";
    }
}
