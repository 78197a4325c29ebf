package payments.infrastructure.guardrail;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.EntryRoutes;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.infrastructure.guardrail.rules.OpenRoutes;

/**
 * A route on which nothing asks who is calling.
 *
 * @param stack the stack that has it
 * @param route what callers know it by, such as {@code POST /payments}
 * @param accepted who accepted it, and until when; null while nobody has
 */
public record OpenRoute(
        String stack, String route, @Nullable Suppression accepted) {
    /** The route of a finding; empty where the finding is about something else. */
    static Stream<OpenRoute> of(Result result, @Nullable Suppression accepted, Program program) {
        boolean open = OpenRoutes.RULES.contains(result.rule().id())
                && (result.verdict() == Verdict.FAIL || result.verdict() == Verdict.SUPPRESSED);
        return Stream.of(result)
                .filter(finding -> open)
                .map(finding -> program.stack(finding.subject().stack())
                        .flatMap(stack -> stack.resource(finding.subject().address())))
                .flatMap(Optional::stream)
                .map(route -> new OpenRoute(route.stack().name(), EntryRoutes.name(route), accepted));
    }

    /** Why it may be open; says so where nobody has accepted it. */
    public String reason() {
        return accepted == null ? "not accepted: see the findings" : accepted.reason();
    }

    /** Who answers for it; empty while nobody does. */
    public String owner() {
        return accepted == null ? "" : accepted.owner();
    }

    /** The last day on which it is accepted; empty while it is not. */
    public String end() {
        return accepted == null ? "" : Objects.toString(accepted.expires());
    }
}
