package payments.infrastructure.stack;

import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;

/** The names of an environment's stacks. They name state files and workspaces too, so they are contract. */
public final class StackNames {
    private StackNames() {}

    /** The stack of the environment's roles. */
    public static String iam(Environment environment) {
        return environment.name() + "-iam";
    }

    /** The stack of the state's own bucket in a region. */
    public static String state(Environment environment, String region) {
        return environment.name() + "-state-" + region;
    }

    /** The stack of one region. */
    public static String region(Environment environment, Region region) {
        return environment.name() + "-" + region.code();
    }
}
