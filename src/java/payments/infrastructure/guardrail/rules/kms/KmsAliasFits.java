package payments.infrastructure.guardrail.rules.kms;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An alias leads to the key that it was made for: to the one that it stands beside, where it stands beside one; and not to a key that
 * has an alias already, while another key of the stack has none.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html">AWS: aliases</a>
 */
@Guardrail(
        id = "kms-alias-fits",
        severity = Severity.MEDIUM,
        expects = "the key for which the alias was made",
        fix = "set target_key_id to that key",
        why = "Data comes under a key whose policy and lifetime were made for other data",
        pci = "3.6.1.4",
        sources = "ours: AWS accepts any key of the region")
final class KmsAliasFits extends ResourceRule {
    private static final String KEY = "aws_kms_key";
    private static final String TARGET = "target_key_id";

    KmsAliasFits() {
        super("aws_kms_alias");
    }

    @Override
    protected void judge(Resource alias, Verdicts verdicts) {
        Optional<Resource> target = alias.follow(TARGET, KEY);
        if (target.isEmpty()) {
            verdicts.notApplicable("the alias leads to a key that is not of the program");
            return;
        }
        Optional<Resource> beside = keys(alias).stream()
                .filter(key -> alias.path().startsWith(key.path() + "/"))
                .findFirst();
        if (beside.isPresent() && !beside.equals(target)) {
            verdicts.fail(
                    "",
                    TARGET,
                    target.get().address(),
                    "the key beside it, " + beside.get().address());
        } else if (beside.isEmpty() && isSecond(alias, target.get())) {
            verdicts.fail(
                    "", TARGET, target.get().address(), "a key that has no other alias, since another key has none");
        } else {
            verdicts.pass(TARGET, target.get().address());
        }
    }

    private static List<Resource> keys(Resource alias) {
        return alias.stack().program().resources(KEY).stream()
                .filter(key -> key.stack().equals(alias.stack()))
                .toList();
    }

    private static boolean isSecond(Resource alias, Resource target) {
        boolean another = aliases(target).size() > 1;
        return another
                && keys(alias).stream()
                        .anyMatch(key -> key.region().equals(target.region())
                                && aliases(key).isEmpty());
    }

    private static List<Resource> aliases(Resource key) {
        return key.referrers("aws_kms_alias", TARGET);
    }
}
