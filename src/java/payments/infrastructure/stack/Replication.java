package payments.infrastructure.stack;

import payments.infrastructure.config.Environment;

/** Whether an environment's documents are copied between regions. */
final class Replication {
    private Replication() {}

    static boolean of(Environment environment) {
        return environment.regions().size() > 1
                && environment.settings().links().documentReplication();
    }
}
