package payments.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.drift.StackPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Lists what saved plans would change, so that what was approved can be compared with what is about to be applied. A line
 * holds no value: the list may be stored where the plan itself, with its secrets, may not.
 */
@Command(
        name = "changes",
        mixinStandardHelpOptions = true,
        description = "Prints what saved plans would change: stack, action and address, one a line.")
final class ChangesCommand extends PaymentsCommand {
    /** What stands instead of a stack's changes where they could not be planned before another stack was applied. */
    static final String ANY = "anything";

    @Parameters(
            arity = "1..*",
            paramLabel = "PLAN",
            description = "Files STACK.json, as 'terraform show -json' writes them of a saved plan.")
    private List<Path> plans;

    @Option(
            names = "--approved",
            paramLabel = "FILE",
            description = {
                "Earlier output of this command: any change that is not in it fails.",
                "The line 'STACK anything' approves every change of a stack."
            })
    private @Nullable Path approved;

    ChangesCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        List<String> changes = plans.stream()
                .flatMap(plan -> lines(SavedPlans.read(plan)).stream())
                .toList();
        changes.forEach(out()::println);
        if (approved == null) {
            return ExitCode.DONE;
        }
        Set<String> expected = approved();
        List<String> refused = changes.stream()
                .filter(change -> !expected.contains(change))
                .filter(change -> !expected.contains(change.substring(0, change.indexOf(' ') + 1) + ANY))
                .toList();
        refused.forEach(change -> err().println("NOT APPROVED  " + change));
        if (!refused.isEmpty()) {
            err().println(
                            "The plan is not the one that was approved: something changed since then. Plan and approve again.");
        }
        return ExitCode.ofFindings(refused.size());
    }

    private static List<String> lines(StackPlan plan) {
        return plan.planned().stream()
                .map(change -> "%s %s %s".formatted(plan.stack(), change.action(), change.address()))
                .toList();
    }

    private Set<String> approved() {
        try {
            return new HashSet<>(Files.readAllLines(approved));
        } catch (IOException e) {
            throw new BadInputException("""
                    payments: no approved changes
                      at       %s (%s)
                      needed   the lines that 'payments changes' printed of the plan that was approved
                      change   plan again with '.ci/promote plan ENVIRONMENT FILE'""".formatted(approved, e.getClass().getSimpleName()));
        }
    }
}
