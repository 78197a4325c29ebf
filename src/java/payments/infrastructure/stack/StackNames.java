package payments.infrastructure.stack;

import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.naming.StackName;

/** The names of an environment's stacks. They name state files and workspaces too, so they are contract. */
public final class StackNames {
    private StackNames() {}

    /** The stack of the environment's roles. */
    public static String iam(Environment environment) {
        return StackName.iam(environment.name());
    }

    /** The stack of the state's own bucket in a region. */
    public static String state(Environment environment, String region) {
        return StackName.state(environment.name(), region);
    }

    /** The stack of one region. */
    public static String region(Environment environment, Region region) {
        return StackName.region(environment.name(), region.code());
    }
}
