package payments.infrastructure.naming;

/** The names of an environment's stacks. They name state files and workspaces too, so they are contract. */
public final class StackName {
    private StackName() {}

    /** The stack of the environment's roles. */
    public static String iam(String environment) {
        return environment + "-iam";
    }

    /** The stack of the state's own bucket in a region. */
    public static String state(String environment, String region) {
        return environment + "-state-" + region;
    }

    /** The stack of one region. */
    public static String region(String environment, String region) {
        return environment + "-" + region;
    }
}
