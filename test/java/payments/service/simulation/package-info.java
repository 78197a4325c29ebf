/**
 * The payment service in a world of its own: one thread, one seed, a clock that a test moves, and ports that fail.
 *
 * <p>Start at {@link payments.service.simulation.SimulationTest}. {@code CrashPointTest} kills the service at every call of
 * a port; {@code MutationTest} takes its guards away one by one and shows that this is noticed.
 */
@org.jspecify.annotations.NullMarked
package payments.service.simulation;
