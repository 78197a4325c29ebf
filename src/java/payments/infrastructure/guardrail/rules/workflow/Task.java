package payments.infrastructure.guardrail.rules.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * A Task state of a state machine.
 *
 * @param name what the state is called
 * @param state the state
 * @param express whether it runs in an express workflow: the machine itself, or a child of a distributed map
 */
record Task(String name, Block state, boolean express) {
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";

    /** Every task of a machine, those inside of maps and branches too; none where the definition cannot be read. */
    static List<Task> of(Resource machine) {
        List<Task> tasks = new ArrayList<>();
        boolean express = machine.attribute("type").is("EXPRESS");
        machine.blocks("definition").forEach(root -> add(root, express, tasks));
        return tasks;
    }

    private static void add(Block part, boolean express, List<Task> tasks) {
        for (Block states : part.blocks("States")) {
            states.body().fieldNames().forEachRemaining(name -> states.block(name)
                    .ifPresent(state -> add(name, state, express, tasks)));
        }
    }

    private static void add(String name, Block state, boolean express, List<Task> tasks) {
        if (state.attribute("Type").is("Task")) {
            tasks.add(new Task(name, state, express));
        }
        Stream.of("ItemProcessor", "Iterator")
                .flatMap(part -> state.blocks(part).stream())
                .forEach(part -> add(part, express || isExpress(part), tasks));
        state.blocks("Branches").forEach(branch -> add(branch, express, tasks));
    }

    private static boolean isExpress(Block processor) {
        return processor.attribute("ProcessorConfig.ExecutionType").is("EXPRESS");
    }

    /** What it retries. */
    Retries retries() {
        return new Retries(state.blocks("Retry"));
    }

    /** Seconds that one call may take; empty where that is not said. */
    Optional<Long> timeoutSeconds() {
        return state.attribute("TimeoutSeconds").number().map(Number::longValue);
    }

    /** The function of the program that it calls, by itself, a version or an alias; empty for everything else. */
    Optional<Resource> function(Resource machine) {
        Value callee = callee();
        return machine.find("aws_lambda_alias", callee)
                .flatMap(alias -> alias.find("aws_lambda_function", alias.attribute("function_name")))
                .or(() -> callee.target("aws_lambda_function"));
    }

    /** The function with SnapStart of which it calls a version; empty for everything else. */
    Optional<Resource> snapStarted(Resource machine) {
        Value callee = callee();
        Optional<Resource> byAlias = machine.find("aws_lambda_alias", callee)
                .flatMap(alias -> alias.find("aws_lambda_function", alias.attribute("function_name")));
        Optional<Resource> byVersion = callee.target("aws_lambda_function")
                .filter(function -> callee.targetAttribute().startsWith("qualified_"));
        return byAlias.or(() -> byVersion)
                .filter(function -> function.attribute("snap_start.apply_on").is("PublishedVersions"));
    }

    private Value callee() {
        Value resource = state.attribute("Resource");
        if (!resource.text().startsWith(INVOKE)) {
            return resource;
        }
        Value named = state.attribute("Parameters.FunctionName");
        return named.isPresent() ? named : state.attribute("Arguments.FunctionName");
    }
}
