package payments.service.resilience;

/** Asks whether a dependency answers. */
public interface HealthProbe {

    /** The dependency's name in the answer of the deep health check, for example {@code table}. */
    String name();

    /**
     * Returns when the dependency works.
     *
     * @throws RuntimeException when it does not, whatever the reason
     */
    void probe(Deadline deadline);
}
