package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.account.Databases.Kind;

/** RDS still creates the engine versions: it takes minor ones away some months after their successors. */
final class EnginesCreatable implements Question {
    @Override
    public String name() {
        return "engine-versions";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Kind kind : Databases.of(stacks).stream()
                .map(one -> new Kind(one.region(), one.engine(), one.version(), ""))
                .distinct()
                .toList()) {
            List<String> there =
                    Databases.pages(aws, kind.region(), "DescribeDBEngineVersions", "Engine", kind.engine()).stream()
                            .flatMap(page -> page.all("DBEngineVersion").stream())
                            .map(version -> version.text("EngineVersion"))
                            .filter(version -> !version.isEmpty())
                            .toList();
            List<String> fitting = there.stream().filter(kind::isOf).toList();
            answers.add(
                    fitting.isEmpty()
                            ? Answer.fail(
                                    "database.engineVersion to one that RDS creates: " + String.join(", ", there),
                                    "%s: RDS creates no %s %s".formatted(kind.region(), kind.engine(), kind.version()))
                            : Answer.pass("%s: RDS creates %s %s"
                                    .formatted(kind.region(), kind.engine(), fitting.get(fitting.size() - 1))));
        }
        return answers;
    }
}
