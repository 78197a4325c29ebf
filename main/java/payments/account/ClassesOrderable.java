package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.account.Databases.Kind;

/** RDS offers the instance class for the engine and its version in the region, in a VPC. */
final class ClassesOrderable implements Question {
    @Override
    public String name() {
        return "instance-classes";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Kind kind : Databases.of(stacks)) {
            if (kind.instanceClass().isEmpty()) {
                continue;
            }
            boolean isOffered = Databases.pages(
                            aws,
                            kind.region(),
                            "DescribeOrderableDBInstanceOptions",
                            "Engine",
                            kind.engine(),
                            "DBInstanceClass",
                            kind.instanceClass(),
                            "Vpc",
                            "true")
                    .stream()
                    .flatMap(page -> page.all("OrderableDBInstanceOption").stream())
                    .anyMatch(option -> kind.isOf(option.text("EngineVersion")));
            String what = "%s: %s for %s %s"
                    .formatted(kind.region(), kind.instanceClass(), kind.engine(), kind.version())
                    .strip();
            answers.add(
                    isOffered
                            ? Answer.pass(what)
                            : Answer.fail(
                                    "database.instanceClass to one that RDS offers in this region",
                                    "%s is not offered".formatted(what)));
        }
        return answers;
    }
}
