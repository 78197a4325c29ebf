package payments.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.report.Counted;
import payments.migration.Comparison;
import payments.migration.Difference;
import payments.migration.Patience;
import payments.migration.StoppedException;

/** What the commands of a migration have in common: patience, the end when they are stopped, and how a comparison is printed. */
final class Migration {
    private static final int ATTEMPTS = 60;
    private static final int SHOWN = 20;

    private Migration() {}

    /** Runs a copy, which ends at the next page when the process is asked to end. */
    static ExitCode copy(PrintWriter err, CheckpointOption checkpoint, Function<StopRequest, ExitCode> copy) {
        try (StopRequest stop = new StopRequest()) {
            try {
                return copy.apply(stop);
            } catch (StoppedException e) {
                err.println("payments: stopped; the same command goes on from %s".formatted(checkpoint));
                err.flush();
                return ExitCode.INPUT;
            }
        }
    }

    static Patience patience(StopRequest stop) {
        return new Patience(ATTEMPTS, Migration::sleep, stop::isAsked);
    }

    static Patience patience() {
        return new Patience(ATTEMPTS, Migration::sleep, () -> false);
    }

    private static void sleep(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
    }

    /**
     * Prints a comparison.
     *
     * @param what what is compared, such as item
     * @param report the file for all differences
     */
    static ExitCode print(Comparison found, String what, @Nullable Path report, PrintWriter out) {
        out.printf(
                "source  %s  %s%n",
                found.source().hex(), Counted.of(found.source().count(), what));
        out.printf(
                "target  %s  %s%n",
                found.target().hex(), Counted.of(found.target().count(), what));
        if (found.writtenByNew() > 0) {
            out.printf("besides %s that the new system wrote%n", Counted.of(found.writtenByNew(), what));
        }
        found.differences().stream().limit(SHOWN).forEach(difference -> out.println("  " + difference));
        if (found.differences().size() > SHOWN) {
            out.println(report == null ? "  ... (--report FILE takes all)" : "  ...");
        }
        if (report != null) {
            ReportFile.write(
                    report,
                    found.differences().stream().map(Difference::toString).collect(Collectors.joining("\n", "", "\n")));
        }
        out.println(
                found.isSame()
                        ? "the same"
                        : "%s%s"
                                .formatted(
                                        Counted.of(found.differences().size(), "difference"),
                                        found.isComplete() ? "" : ", and more that are not listed"));
        return found.isSame() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
