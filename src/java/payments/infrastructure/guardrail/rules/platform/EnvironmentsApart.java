package payments.infrastructure.guardrail.rules.platform;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Text;
import payments.infrastructure.guardrail.model.Texts;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.EnvironmentNames;

/**
 * No ARN of an environment names what another environment has: in policies, trusts, destinations and variables alike. It is found by the
 * name, which is that of a thing here but for the word of the environment, so the other environment need not be part of the
 * program.
 *
 * @see <a href="https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_securely_operate_multi_accounts.html">AWS
 *     Well-Architected: separate workloads</a>
 */
@Guardrail(
        id = "environments-apart",
        severity = Severity.HIGH,
        expects = "ARNs of things of the resource's own environment",
        fix = "refer to the resource of the environment instead of spelling its name",
        why =
                "A test that reads payments, or a payment that goes to a test, is a breach, and nobody looks for it there",
        pci = {"6.5.5", "7.2.1"},
        sources = "ours: public checks do not know which names belong together")
final class EnvironmentsApart extends Rule {
    private static final Set<String> PROSE = Set.of("tags", "tags_all", "description", "comment");

    /** The part of an ARN that names the resource. */
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]*:[^:\\s\"]*:[^:\\s\"]*:([^\\s\"',]+)");

    private static final Pattern NAMES = Pattern.compile("[:/]");

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            stack.resources().forEach(resource -> {
                List<Text> others = texts(resource);
                if (!others.isEmpty()) {
                    judging.about(Subject.of(resource), verdicts -> report(resource, others, verdicts));
                }
            });
            judging.about(Subject.of(stack), verdicts -> verdicts.pass("", "every ARN was read"));
        }
    }

    private static void report(Resource resource, List<Text> others, Verdicts verdicts) {
        others.forEach(text -> names(resource, text)
                .forEach(name -> verdicts.fail(name, text.path(), "%s, in another environment".formatted(name))));
    }

    private static List<Text> texts(Resource resource) {
        return Texts.of(resource).stream()
                .filter(text -> text.text().contains("arn:") && !text.refused())
                .filter(text -> text.names().stream().noneMatch(name -> PROSE.contains(name.toLowerCase(Locale.ROOT))))
                .filter(text -> names(resource, text).findAny().isPresent())
                .toList();
    }

    /** The names in the ARNs of a text that are those of another environment. */
    private static Stream<String> names(Resource resource, Text text) {
        EnvironmentNames own = EnvironmentNames.of(resource);
        return ARN.matcher(text.text())
                .results()
                .map(arn -> arn.group(1))
                .flatMap(NAMES::splitAsStream)
                .filter(own::haveInAnother)
                .distinct();
    }
}
