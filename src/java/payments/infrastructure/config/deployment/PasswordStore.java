package payments.infrastructure.config.deployment;

/** Where the password of the database's administrator lies. In neither does Terraform's plan or state show it (decision 0003). */
public enum PasswordStore {
    /** AWS Secrets Manager, where RDS can change it by itself. */
    SECRETS_MANAGER,
    /** AWS Systems Manager Parameter Store, under the environment's own path: {@code /payments/prod/...}. */
    PARAMETER_STORE
}
