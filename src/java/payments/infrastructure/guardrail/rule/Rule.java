package payments.infrastructure.guardrail.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;

/**
 * One demand on a program. A rule is a class with {@link Guardrail}; it has no state, and looks at the synthesized program
 * only. Most rules judge resources of some types: see {@link ResourceRule}.
 */
public abstract class Rule {
    private final RuleDefinition definition = RuleDefinition.of(getClass());

    /** What the rule is. */
    public final RuleDefinition definition() {
        return definition;
    }

    /** The resource types that the rule says something about, for the list of types that no rule covers. */
    public abstract Set<String> types();

    /** Calls {@link Judging#about} for everything that it judges. */
    protected abstract void judge(Program program, Judging judging);

    /** Everything that the rule says about the program. Never throws: a rule that breaks has failed. */
    public final List<Result> results(Program program) {
        Judging judging = new Judging(program);
        try {
            judge(program, judging);
        } catch (RuntimeException e) {
            judging.broken(new Subject("", "the whole program", "", "", ""), e);
        }
        return judging.results;
    }

    /** Hands out one {@link Verdicts} for each subject, and sees to it that each gets a verdict. */
    protected final class Judging {
        private final List<Result> results = new ArrayList<>();
        private final Program program;

        private Judging(Program program) {
            this.program = program;
        }

        /** Judges one subject. */
        public void about(Subject subject, Consumer<Verdicts> judgement) {
            Verdicts verdicts = new Verdicts(definition, subject);
            try {
                judgement.accept(verdicts);
            } catch (RuntimeException e) {
                broken(subject, e);
                return;
            }
            if (verdicts.results().isEmpty()) {
                broken(subject, new IllegalStateException("the rule gave no verdict"));
            }
            verdicts.results().stream().map(this::strict).forEach(results::add);
        }

        /** Unknown is a failure where a failure would be grave: what cannot be proven is not proven. */
        private Result strict(Result result) {
            boolean grave = definition.severity().compareTo(Severity.HIGH) >= 0;
            if (result.verdict() != Verdict.UNKNOWN || !grave || isNeverShown(result)) {
                return result;
            }
            return new Result(
                    result.rule(),
                    Verdict.FAIL,
                    result.subject(),
                    result.qualifier(),
                    result.attribute(),
                    result.value() + " (cannot be proven before deployment)",
                    result.expected());
        }

        /** No plan and no state has {@code lifecycle}: such a failure could not be mended. It stays a warning. */
        private boolean isNeverShown(Result result) {
            return result.attribute().startsWith("lifecycle.")
                    && program.stack(result.subject().stack())
                            .filter(Stack::isShown)
                            .isPresent();
        }

        private void broken(Subject subject, RuntimeException e) {
            String what = "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
            results.add(new Result(
                    definition,
                    Verdict.FAIL,
                    subject,
                    "",
                    "the rule itself",
                    Evidence.text("", what.toLowerCase(Locale.ROOT)),
                    "a verdict; this is a bug in the rule, please report it"));
        }
    }
}
