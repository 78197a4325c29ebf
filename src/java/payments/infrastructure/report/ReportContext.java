package payments.infrastructure.report;

import java.time.LocalDate;
import payments.infrastructure.guardrail.rule.Severity;

/**
 * What a report says beside the verdicts.
 *
 * @param program what was judged: a deployment file or a folder, as the user named it
 * @param version the version of this program
 * @param commit the commit that was judged; {@code unknown} where it is not given
 * @param day the day of the judgement, on which suppressions count or not
 * @param failsFrom findings of this severity and worse are failures
 * @param verbose whether the text for people lists every warning instead of one line for each rule
 */
public record ReportContext(
        String program, String version, String commit, LocalDate day, Severity failsFrom, boolean verbose) {}
