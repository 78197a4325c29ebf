package payments.account;

import java.util.List;
import java.util.Map;

/** The account blocks public access to its buckets, where the stacks leave that to another deployment. */
final class PublicAccessBlocked implements Question {
    private static final List<String> SETTINGS =
            List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

    @Override
    public String name() {
        return "public-access-block";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        if (!stacks.resources("aws_s3_account_public_access_block").isEmpty()) {
            return List.of(Answer.pass("the stacks set it"));
        }
        if (stacks.resources("aws_s3_bucket").isEmpty()) {
            return List.of();
        }
        return List.of(
                isBlocked(aws, stacks)
                        ? Answer.pass("the account blocks it")
                        : Answer.fail(
                                "ownsAccount: true, or set the account's public access block",
                                "the account does not block it, and the stacks leave that to another deployment"));
    }

    private static boolean isBlocked(Aws aws, Stacks stacks) {
        try {
            Xml set = aws.getXml(
                    "s3-control",
                    stacks.regions().iterator().next(),
                    "/v20180820/configuration/publicAccessBlock",
                    Map.of("x-amz-account-id", stacks.account()));
            return SETTINGS.stream()
                    .allMatch(setting -> set.first(setting).orElse("").equals("true"));
        } catch (RefusedException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }
}
