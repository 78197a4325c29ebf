/**
 * Several regions that die, are cut off and come back, over the service's own code: each with a table of its own, as they are
 * deployed. Start at {@link payments.service.simulation.regions.RegionsTest}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.simulation.regions;
