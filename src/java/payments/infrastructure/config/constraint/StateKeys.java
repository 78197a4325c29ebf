package payments.infrastructure.config.constraint;

/**
 * How a state backend may name the key that encrypts the state. Source: the S3 backend of Terraform, which checks
 * {@code kms_key_id} so (internal/backend/remote-state/s3/validate.go: key id, multi-Region key id, alias, or the ARN of
 * one); the placeholders are ours.
 */
public final class StateKeys {
    private static final String ID =
            "([a-f0-9]{8}-[a-f0-9]{4}-[1-5][a-f0-9]{3}-[ab89][a-f0-9]{3}-[a-f0-9]{12}|mrk-[a-f0-9]{32})";

    private static final String ALIAS = "alias/([A-Za-z0-9/_-]|\\{environment\\}|\\{suffix\\}|\\{region\\})+";

    private static final String REGION = "([a-z]{2}-[a-z]+-[0-9]|\\{region\\})";

    public static final String FORM =
            ID + "|" + ALIAS + "|arn:aws:kms:" + REGION + ":[0-9]{12}:(key/" + ID + "|" + ALIAS + ")";

    public static final String SAYS =
            "the id of a key, its alias (alias/...) or the ARN of either, such as alias/{environment}-state";

    private StateKeys() {}

    /**
     * Whether it is an alias that an account may give to a key of its own; AWS reserves {@code alias/aws/} (KMS guide,
     * "Aliases").
     */
    public static boolean isOwnAlias(String kmsKeyId) {
        return kmsKeyId.startsWith("alias/") && !kmsKeyId.startsWith("alias/aws/");
    }
}
