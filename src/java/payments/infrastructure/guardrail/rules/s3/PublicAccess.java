package payments.infrastructure.guardrail.rules.s3;

import java.util.List;

/**
 * The settings of a public access block, of a bucket or an account; each is false when absent.
 */
final class PublicAccess {
    static final List<String> SETTINGS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    private PublicAccess() {}
}
