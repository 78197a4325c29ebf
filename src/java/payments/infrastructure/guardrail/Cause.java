package payments.infrastructure.guardrail;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.rule.Result;

/**
 * One thing to change, with all findings that go away with it.
 *
 * @param first the gravest finding, on the place to look at first
 * @param further the others, the gravest first
 */
public record Cause(Result first, List<Result> further) {
    public Cause {
        further = List.copyOf(further);
    }

    /** All findings, the gravest first. */
    public List<Result> findings() {
        return Stream.concat(Stream.of(first), further.stream()).toList();
    }

    /** What must change: the resource and the attribute. The same edit has the same name in each run. */
    public String name() {
        String where =
                "%s (%s)".formatted(first.subject().path(), first.subject().address());
        return first.attribute().isEmpty() ? where : where + ": " + first.attribute();
    }
}
