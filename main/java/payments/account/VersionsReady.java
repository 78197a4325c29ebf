package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/** The version behind each alias can be invoked: with SnapStart, its snapshot is taken. */
final class VersionsReady implements Question {
    @Override
    public String name() {
        return "versions-ready";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        int ready = 0;
        for (Resource alias : stacks.resources("aws_lambda_alias")) {
            String function = alias.follow("function_name", "aws_lambda_function")
                    .map(found -> stacks.text(found.attribute("function_name")))
                    .orElse(stacks.text(alias.attribute("function_name")));
            String name = stacks.text(alias.attribute("name"));
            Answer answer = Answer.about(
                    "%s: %s:%s".formatted(alias.region(), function, name),
                    () -> isReady(aws, alias.region(), function, name));
            if (answer.verdict() == Verdict.PASS) {
                ready++;
            } else {
                answers.add(answer);
            }
        }
        if (ready > 0) {
            answers.add(Answer.pass("%d aliases can be invoked".formatted(ready)));
        }
        return answers;
    }

    private static Answer isReady(Aws aws, String region, String function, String alias) {
        String state = aws.get(
                        "lambda",
                        region,
                        "/2015-03-31/functions/%s/configuration?Qualifier=%s".formatted(function, alias))
                .path("State")
                .asText("Active");
        String what = "%s: %s:%s is %s".formatted(region, function, alias, state);
        if (state.equals("Active")) {
            return Answer.pass(what);
        }
        return Answer.fail(
                state.equals("Failed")
                        ? "the function's log says why its start failed"
                        : "wait some minutes; if it is Inactive, call it: AWS then takes a new snapshot",
                what);
    }
}
