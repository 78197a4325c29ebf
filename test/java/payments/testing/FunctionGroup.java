package payments.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The jars that the build packs, each with the handlers that a deployment may name for it. */
public enum FunctionGroup {
    API("PaymentsApiHandler"),
    QUEUE(
            "QueueProcessorHandler",
            "ValidateStepHandler",
            "ProcessStepHandler",
            "NotifyStepHandler",
            "FailStepHandler",
            "OutboxRelayHandler"),
    BATCH("BatchFileHandler"),
    DATABASE("DatabaseMigrationHandler", "ReconciliationHandler", "OutboxRelayHandler");

    private static final String PACKAGE = "payments.service.handler.";

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it, which the checker cannot see.
    private final List<String> handlers;

    FunctionGroup(String... handlers) {
        this.handlers = List.of(handlers);
    }

    /** The first group that has a handler. */
    public static FunctionGroup of(String simpleName) {
        return Arrays.stream(values())
                .filter(group -> group.handlers.contains(simpleName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group has the handler " + simpleName));
    }

    /** The jar, which {@code mvn package} makes. */
    public Path jar() {
        return Path.of("lambda-handler", "target", "payment-" + name().toLowerCase(Locale.ROOT) + ".jar")
                .toAbsolutePath();
    }

    /** The full names of its handlers. */
    public List<String> handlers() {
        return handlers.stream().map(PACKAGE::concat).toList();
    }
}
