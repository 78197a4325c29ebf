package payments.infrastructure.config.deployment;

/** What stands in front of the function. */
public enum ApiType {
    /** A REST API: request validation, usage plans, and a firewall in front. */
    REST,
    /** An HTTP API: cheaper and faster, without any of the three. */
    HTTP,
    /** An application load balancer: a firewall, but callers authenticate nowhere before the function. */
    LOAD_BALANCER
}
