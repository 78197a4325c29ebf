package payments.app;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import payments.regions.Plan;
import payments.regions.Steps;
import payments.service.store.Handover;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A decision that is written down with its effect, and how it comes true: planned, shown, asked for, done. */
final class DecisionOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--who", required = true, paramLabel = "TEXT", description = "Who decided it. It is recorded.")
    private String who = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why. It is recorded.")
    private String why = "";

    @Option(
            names = "--dry-run",
            description = "Reads and checks everything, says what would be written, and writes nothing.")
    private boolean isTrial;

    @Option(names = "--yes", description = "Does not ask before it writes; for scripts.")
    private boolean isAgreed;

    /** The decision to give the payments to a region, made now. */
    Handover handover(String to) {
        try {
            return new Handover(to, who, why, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }

    /** Whether it is to come true. */
    boolean isReal() {
        return !isTrial;
    }

    /** Refuses at once what could not be asked for later. */
    void requireAnswer() {
        if (!isTrial && !isAgreed && !Terminal.isThere()) {
            throw new BadInputException("""
                    payments: it is to be asked before it writes, and there is no terminal
                      at       %s
                      change   add --yes to write without a question, or --dry-run to write nothing""".formatted(command.qualifiedName()));
        }
    }

    /** Plans, shows the plan, asks, and writes. */
    ExitCode decide(Function<Steps, Plan> planning) {
        PrintWriter out = command.commandLine().getOut();
        Steps steps = new Steps(out);
        Plan plan = planning.apply(steps);
        if (plan.writes().isEmpty()) {
            plan.words().forEach(out::println);
            plan.afterwards().forEach(out::println);
            return ExitCode.DONE;
        }
        out.println(isTrial ? "It would be written:" : "To be written:");
        plan.words().forEach(line -> out.println("  " + line));
        out.flush();
        if (isTrial) {
            return ExitCode.DONE;
        }
        if (!isAgreed && !Terminal.agrees()) {
            out.println("Nothing was written.");
            return ExitCode.INPUT;
        }
        plan.writes().get().accept(steps);
        out.println("Done.");
        plan.afterwards().forEach(out::println);
        return ExitCode.DONE;
    }
}
