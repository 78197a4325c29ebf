package payments.infrastructure.data;

/** Who makes the password of a database's administrator (decision 0003). No way shows it to Terraform's state. */
public enum AdministratorPassword {
    /** RDS: it keeps the password in a secret of its own and changes it every seven days. */
    MANAGED,
    /** Terraform, as an ephemeral value: see {@link AdministratorSecret}. For sources of read replicas, where RDS will not. */
    EPHEMERAL
}
