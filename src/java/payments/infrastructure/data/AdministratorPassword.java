package payments.infrastructure.data;

import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.PasswordStore;

/** Who makes the password of a database's administrator (decision 0003). No way shows it to Terraform's state. */
public enum AdministratorPassword {
    /** RDS: it keeps the password in a secret of its own and changes it every seven days. */
    MANAGED,
    /** Terraform, as an ephemeral value: see {@link AdministratorSecret}. For databases that are copied live, where RDS will not. */
    EPHEMERAL,
    /** The same in Parameter Store: see {@link AdministratorParameter}. */
    PARAMETER;

    /**
     * Who makes it.
     *
     * @param copy how the database reaches other regions, if there are any: RDS manages no password of a source of read
     *     replicas nor of a member of a global database (RDS guide, "Password management with Amazon RDS and AWS Secrets
     *     Manager", limitations)
     */
    public static AdministratorPassword of(PasswordStore store, DatabaseCopy copy) {
        if (store == PasswordStore.PARAMETER_STORE) {
            return PARAMETER;
        }
        return copy == DatabaseCopy.READ_REPLICA || copy == DatabaseCopy.GLOBAL_DATABASE ? EPHEMERAL : MANAGED;
    }
}
