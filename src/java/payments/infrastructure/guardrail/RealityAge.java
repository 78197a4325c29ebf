package payments.infrastructure.guardrail;

import java.time.LocalDate;
import java.util.List;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.infrastructure.reality.Dataset;
import payments.infrastructure.reality.Datasets;

/** Old facts about AWS are a warning: what they miss is missed without a word. */
final class RealityAge {
    static final RuleDefinition DEFINITION = new RuleDefinition(
            "reality-data-current",
            Severity.LOW,
            "facts about AWS that are at most " + Dataset.DAYS_TO_LIVE + " days old",
            "take a newer release; in the sources, " + Datasets.REFRESH
                    + " writes the tables that come from packages, and the column source says where to look up the others",
            "AWS ends versions and adds actions every month; an old table refuses what is new and accepts what is gone",
            List.of(),
            List.of("ours: a judgement is as good as what it knows"));

    private RealityAge() {}

    /** One warning for each table that is too old. */
    static List<Result> results(LocalDate today) {
        return Datasets.outdated(today).stream()
                .map(dataset -> new Result(
                        DEFINITION,
                        Verdict.FAIL,
                        new Subject("", "reality/" + dataset.name(), dataset.name() + ".tsv", "", ""),
                        "",
                        "date",
                        "%s, %d days ago, from %s %s"
                                .formatted(dataset.date(), dataset.age(today), dataset.source(), dataset.version()),
                        DEFINITION.expects()))
                .toList();
    }
}
