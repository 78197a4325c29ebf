package payments.infrastructure.guardrail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;

/** What a rule says only where resources do not exist of which that cannot be known before deployment. */
final class Doubt {
    private static final int MOST_NAMED = 3;

    private record Place(Subject subject, String qualifier, String attribute) {}

    private Doubt() {}

    /** The failures that come of their absence, as far as something can be proven: grave ones fail, others are unknown. */
    static List<Result> onlyWithout(List<Resource> doubtful, List<Result> with, List<Result> without) {
        Set<Place> known = new HashSet<>();
        with.stream().filter(result -> result.verdict() == Verdict.FAIL).forEach(result -> known.add(place(result)));
        String named = doubtful.stream()
                .limit(MOST_NAMED)
                .map(Resource::address)
                .collect(Collectors.joining(", ", "", doubtful.size() > MOST_NAMED ? ", ..." : ""));
        return without.stream()
                .filter(result -> result.verdict() == Verdict.FAIL && !known.contains(place(result)))
                .map(result -> doubted(result, named))
                .toList();
    }

    private static Result doubted(Result result, String named) {
        boolean grave = result.rule().severity().compareTo(Severity.HIGH) >= 0;
        return new Result(
                result.rule(),
                grave ? Verdict.FAIL : Verdict.UNKNOWN,
                result.subject(),
                result.qualifier(),
                result.attribute(),
                "%s, unless there is %s, which count or for_each decide (cannot be proven before deployment)"
                        .formatted(result.value(), named),
                result.expected());
    }

    private static Place place(Result result) {
        return new Place(result.subject(), result.qualifier(), result.attribute());
    }
}
