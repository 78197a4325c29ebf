package payments.infrastructure.guardrail.alarm;

import java.util.Optional;

/** What an alarm takes missing data for. */
public enum MissingData {
    /** As if it breached. */
    BREACHING("breaching"),
    /** As if it did not breach. */
    NOT_BREACHING("notBreaching"),
    /** As if nothing had happened: the state stays. */
    IGNORE("ignore"),
    /** As missing: without any data the state is not known. CloudWatch's default. */
    MISSING("missing");

    private final String written;

    MissingData(String written) {
        this.written = written;
    }

    /** By what CloudWatch calls it. */
    public static Optional<MissingData> of(String written) {
        for (MissingData missing : values()) {
            if (missing.written.equals(written)) {
                return Optional.of(missing);
            }
        }
        return Optional.empty();
    }
}
