package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.AwsNames;
import payments.infrastructure.reality.AwsNames.AwsName;

/**
 * Names and descriptions have the length and the characters that AWS takes, with the parts filled in that only AWS knows, such as
 * the account's number in a bucket's name. A name that is one open part as a whole is not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">AWS: names of buckets</a>
 */
@Guardrail(
        id = "name-accepted",
        severity = Severity.HIGH,
        expects = "a name of the length and the characters that AWS takes",
        fix = "shorten the name, or take the character away",
        why = "The apply stops at the first name that AWS refuses, often in one environment or region alone",
        sources = "ours: a name is made of parts, and only the whole shows its length")
final class NameAccepted extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (String type : program.types()) {
            List<AwsName> names = AwsNames.of(type);
            if (!names.isEmpty()) {
                program.resources(type)
                        .forEach(resource ->
                                judging.about(Subject.of(resource), verdicts -> judge(resource, names, verdicts)));
            }
        }
    }

    private void judge(Resource resource, List<AwsName> names, Verdicts verdicts) {
        for (AwsName name : names) {
            Value written = resource.attribute(name.attribute());
            if (written.isPresent() && !written.text().matches("\\$\\{[^{}]*\\}")) {
                name.refusal(Filled.of(written.text()))
                        .ifPresentOrElse(
                                expected -> verdicts.fail(name.attribute(), name.attribute(), written.text(), expected),
                                () -> verdicts.pass(name.attribute(), written));
            }
        }
        verdicts.notApplicable("AWS or Terraform chooses what is not written");
    }
}
