package payments.infrastructure.guardrail.rules.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.party.Form;
import payments.infrastructure.guardrail.party.Mention;
import payments.infrastructure.guardrail.party.Parties;
import payments.infrastructure.guardrail.party.Party;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Boundary;

/**
 * Everybody who is named anywhere is known: ours, AWS's own, or declared as a partner. In a program that was synthesized everything of ours
 * has a name that the program knows, so another one is somebody else's. A program that was written by hand may name what is ours
 * without saying so: there only another account is certain, where a provider says which is ours.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-concepts.html">AWS: zone of trust</a>
 */
@Guardrail(
        id = "parties-known",
        severity = Severity.HIGH,
        expects = "accounts, hosts, buckets and addresses that are ours, AWS's own, or declared as partners",
        fix = "name what the program has, or declare the party under partners with the reason",
        why = "Data or keys that go to an account or host that was not reviewed are out of our hands",
        pci = {"12.8.1", "1.2.3", "7.2.1"},
        sources = {"IAM Access Analyzer: external access", "ours: one look at every text, whatever the resource type"})
final class PartiesKnown extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        Parties parties = Parties.of(program);
        for (Stack stack : program.stacks()) {
            stack.resources().forEach(resource -> {
                List<Mention> strangers = strangers(parties, resource);
                if (!strangers.isEmpty()) {
                    judging.about(Subject.of(resource), verdicts -> report(parties, stack, strangers, verdicts));
                }
            });
            stack.providers().forEach(provider -> {
                if (!parties.strangers(provider).isEmpty()) {
                    judging.about(
                            Subject.of(provider),
                            verdicts -> report(parties, stack, parties.strangers(provider), verdicts));
                }
            });
            judging.about(Subject.of(stack), verdicts -> {
                report(parties, stack, parties.strangers(stack), verdicts);
                verdicts.pass("", "every text was read");
            });
        }
    }

    /** A boundary names buckets by patterns, also where there are none yet, and grants nothing of them. */
    private static List<Mention> strangers(Parties parties, Resource resource) {
        return Boundary.isOne(resource)
                ? parties.strangers(resource).stream()
                        .filter(mention -> mention.party().form() != Form.BUCKET)
                        .toList()
                : parties.strangers(resource);
    }

    private static void report(Parties parties, Stack stack, List<Mention> strangers, Verdicts verdicts) {
        Set<Party> reported = new HashSet<>();
        for (Mention mention : strangers) {
            if (reported.add(mention.party())) {
                verdicts.fail(
                        new Verdicts.Finding(
                                severity(parties, stack, mention),
                                mention.party().toString()),
                        mention.where().path(),
                        mention.where().text(),
                        expected(mention.party()));
            }
        }
    }

    private static Severity severity(Parties parties, Stack stack, Mention mention) {
        Form form = mention.party().form();
        if (stack.isSynthesized()) {
            return Severity.HIGH;
        }
        if (form == Form.STATE) {
            // A stack that stands alone with its backend is a doubt; whose state is read is often another program's.
            return mention.where().path().startsWith("config") ? Severity.LOW : Severity.MEDIUM;
        }
        if (form != Form.ACCOUNT) {
            return Severity.LOW;
        }
        return parties.saysAccounts() ? Severity.HIGH : Severity.MEDIUM;
    }

    private static String expected(Party party) {
        return switch (party.form()) {
            case ACCOUNT -> "our own account, by data.aws_caller_identity, or a partner";
            case REGION -> "a region of the environment, or one that is declared under partners";
            case STATE -> "the place of states that the deployment file names, or that of the other stacks";
            case ID -> "a reference to a resource of the program, or a data source that says whose it is";
            default ->
                "something of the program, or a %s that is declared under partners"
                        .formatted(party.form().word());
        };
    }
}
