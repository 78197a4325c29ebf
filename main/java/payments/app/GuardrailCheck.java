package payments.app;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.ReportContext;
import payments.infrastructure.report.ReportFormat;

/** One check of one program, and how its result is reported. */
final class GuardrailCheck {
    private final Report report;
    private final ReportContext context;

    /**
     * Judges a program.
     *
     * @param named what is judged, in the user's words
     * @param suppressions what is accepted
     * @param failsFrom findings of this severity and worse fail
     * @param variables the environment variables, which may name the commit and the day
     * @param verbose whether the text shows every warning
     */
    GuardrailCheck(
            String named,
            Program program,
            List<Suppression> suppressions,
            Severity failsFrom,
            EnvironmentVariables variables,
            boolean verbose) {
        this(new Guardrails(), named, program, suppressions, failsFrom, variables, verbose);
    }

    /** Judges a program by guardrails that are not the usual ones. */
    GuardrailCheck(
            Guardrails guardrails,
            String named,
            Program program,
            List<Suppression> suppressions,
            Severity failsFrom,
            EnvironmentVariables variables,
            boolean verbose) {
        LocalDate today = variables.today();
        this.context = new ReportContext(
                named, new ProgramVersion().getVersion()[0], commit(variables), today, failsFrom, verbose);
        this.report = guardrails.check(program, suppressions, today);
    }

    /** How a command ends that judges and does nothing more. */
    ExitCode exitCode() {
        return ExitCode.ofFindings(findings());
    }

    /** How many findings are so severe. */
    int findings() {
        return report.findings(context.failsFrom()).size();
    }

    String render(ReportFormat format) {
        return format.render(report, context);
    }

    /** As the usual pipelines call it. */
    private static String commit(EnvironmentVariables variables) {
        return Stream.of("COMMIT_SHA", "GITHUB_SHA", "CI_COMMIT_SHA", "TFC_CONFIGURATION_VERSION_GIT_COMMIT_SHA")
                .flatMap(name -> variables.get(name).stream())
                .findFirst()
                .orElse("unknown");
    }
}
