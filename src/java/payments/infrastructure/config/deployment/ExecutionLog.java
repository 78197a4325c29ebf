package payments.infrastructure.config.deployment;

/** How much API Gateway says about what it does itself. Bodies are in neither. */
public enum ExecutionLog {
    /** What it could not do. */
    ERROR,
    /** Each step of each request too. */
    INFO
}
