package payments.infrastructure.guardrail.rules.s3;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.AccountWide;

/**
 * Each account with buckets has exactly one account-wide block; two would overwrite each other. Where the program does not
 * name accounts, each environment counts as one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html">AWS: block
 *     public access of an account</a>
 */
@Guardrail(
        id = "s3-account-public-access-block",
        severity = Severity.HIGH,
        expects = "one account-wide public access block with all four settings true",
        fix = "add one aws_s3_account_public_access_block to the stack that owns the account",
        why = "A bucket that is made by hand is not guarded by the program",
        pci = "1.4.4",
        sources = {"S3.1", "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS"})
final class S3AccountPublicAccessBlocked extends Rule {
    private static final String BLOCK = "aws_s3_account_public_access_block";

    @Override
    public Set<String> types() {
        return Set.of(BLOCK);
    }

    @Override
    protected void judge(Program program, Judging judging) {
        Map<String, Stack> accounts = new LinkedHashMap<>();
        program.resources("aws_s3_bucket").forEach(bucket -> accounts.putIfAbsent(account(bucket), bucket.stack()));
        Set<String> guarded = new HashSet<>();
        for (Resource block : program.resources(BLOCK)) {
            boolean first = guarded.add(account(block));
            judging.about(Subject.of(block), verdicts -> {
                if (!first) {
                    verdicts.fail("account_id", "a second block of one account");
                }
                PublicAccess.SETTINGS.forEach(setting -> verdicts.require(block, setting, Value::isTrue));
            });
        }
        accounts.forEach((account, stack) -> {
            if (!guarded.contains(account)) {
                judging.about(Subject.of(stack), verdicts -> absent(stack, verdicts));
            }
        });
    }

    private static void absent(Stack stack, Verdicts verdicts) {
        AccountWide.absent(stack, BLOCK, "", "(absent)", verdicts);
    }

    private static String account(Resource resource) {
        String known = resource.provider().account();
        return known.isEmpty() ? resource.tags().getOrDefault("Environment", "") : known;
    }
}
