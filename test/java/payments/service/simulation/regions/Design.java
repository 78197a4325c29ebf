package payments.service.simulation.regions;

/** How the regions agree. */
enum Design {
    /** A table and a fence in each region: what a deployment without a log has. */
    FENCES,

    /** A log of effects that all regions write, and a table in each region that follows it. */
    LOG
}
