package payments.app;

import java.util.List;
import payments.infrastructure.config.deployment.SuppressionSettings;
import payments.infrastructure.guardrail.Suppression;

/** Suppressions as a file writes them, in the guardrails' own terms: one for each construct. */
public final class AcceptedFindings {
    private AcceptedFindings() {}

    /** What the guardrails are to accept. */
    public static List<Suppression> of(List<SuppressionSettings> written) {
        return written.stream()
                .flatMap(entry -> entry.constructs().stream().map(path -> suppression(entry, path)))
                .toList();
    }

    private static Suppression suppression(SuppressionSettings written, String path) {
        return new Suppression(
                written.rule(),
                path,
                written.finding() == null ? "" : written.finding(),
                written.reason(),
                written.owner(),
                written.control(),
                written.lastDay(),
                written.optional());
    }
}
