package payments.infrastructure.guardrail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;

/** Judges a program by rules. */
public final class Guardrails {
    /** The rule about what was not read, which a user may accept as a whole. */
    private static final String EVERYTHING_READ = "everything-read";

    private final List<Rule> rules;
    private final boolean acceptsUnread;

    /** All rules of the {@link Catalogue}. */
    public Guardrails() {
        this(Catalogue.rules());
    }

    /** Some rules. */
    public Guardrails(List<Rule> rules) {
        this(rules, false);
    }

    private Guardrails(List<Rule> rules, boolean acceptsUnread) {
        this.rules = List.copyOf(rules);
        this.acceptsUnread = acceptsUnread;
    }

    /** The same rules; what is not read is a notice and no finding. */
    public Guardrails acceptingUnread() {
        return new Guardrails(rules, true);
    }

    /**
     * Every verdict on the program.
     *
     * @param suppressions what the deployment accepts
     * @param today the day on which suppressions must still count, and facts about AWS must not be too old
     */
    public Report check(Program program, List<Suppression> suppressions, LocalDate today) {
        Map<Result, Suppression> covered = new LinkedHashMap<>();
        Set<Suppression> used = new HashSet<>();
        List<Result> results = new ArrayList<>();
        Masking masking = new Masking(program);
        for (Result result : verdicts(program)) {
            results.add(suppress(masking.of(result), suppressions, covered, used));
        }
        results.addAll(SuppressionCheck.results(suppressions, used, rules, today));
        results.addAll(PartnerCheck.results(program, today));
        results.addAll(RealityAge.results(today));
        return new Report(
                List.copyOf(results),
                covered,
                results.stream()
                        .flatMap(result -> OpenRoute.of(result, covered.get(result), program))
                        .toList(),
                uncovered(program),
                (int) program.resources().count(),
                program.stacks().stream().map(Stack::name).toList(),
                notices(program));
    }

    /**
     * What all rules say. Where Terraform alone knows whether some resources exist, the program is judged with them and without
     * them: what only holds because they exist is not proven.
     */
    private List<Result> verdicts(Program program) {
        List<Result> verdicts = new ArrayList<>();
        List<Resource> doubtful = program.doubtful();
        Program without = doubtful.isEmpty() ? program : program.withoutDoubtful();
        for (Rule rule : rules) {
            if (acceptsUnread && rule.definition().id().equals(EVERYTHING_READ)) {
                continue;
            }
            List<Result> with = rule.results(program);
            verdicts.addAll(with);
            if (!doubtful.isEmpty()) {
                verdicts.addAll(Doubt.onlyWithout(doubtful, with, rule.results(without)));
            }
        }
        return verdicts;
    }

    private List<String> notices(Program program) {
        List<String> notices = new ArrayList<>(program.notices());
        notices.addAll(PartnerCheck.notices(program));
        if (acceptsUnread) {
            notices.addAll(unread(program));
        }
        return notices;
    }

    private static List<String> unread(Program program) {
        return program.unread().stream()
                .map(unread -> "not judged: %s of %s %s".formatted(unread.part(), unread.stack(), unread.why()))
                .toList();
    }

    /** The result as it counts: a suppression of a critical rule is used up, but does not help. */
    private static Result suppress(
            Result result, List<Suppression> suppressions, Map<Result, Suppression> covered, Set<Suppression> used) {
        if (result.verdict() != Verdict.FAIL) {
            return result;
        }
        for (Suppression suppression : suppressions) {
            if (suppression.covers(result)) {
                used.add(suppression);
                if (SuppressionCheck.mayBeSuppressed(result.rule())) {
                    Result suppressed = result.as(Verdict.SUPPRESSED);
                    covered.put(suppressed, suppression);
                    return suppressed;
                }
            }
        }
        return result;
    }

    private Map<String, Integer> uncovered(Program program) {
        Set<String> judged =
                rules.stream().flatMap(rule -> rule.types().stream()).collect(Collectors.toSet());
        Map<String, Integer> uncovered = new TreeMap<>();
        program.types().stream()
                .filter(type -> !judged.contains(type))
                .forEach(type -> uncovered.put(type, program.resources(type).size()));
        return uncovered;
    }
}
