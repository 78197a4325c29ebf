package payments.drill;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import payments.drill.engine.TableLine;
import payments.regions.Topology;

/**
 * What is to be tried out.
 *
 * @param topology the regions and what they share
 * @param facts what the stacks say of each region
 * @param accident which region is lost, and what a person does about it
 * @param seed from which load and loss are drawn
 * @param load how much is asked meanwhile
 * @param change what is changed of the service's calls, for tests
 */
public record Rehearsal(
        Topology topology,
        Map<String, RegionFacts> facts,
        Accident accident,
        long seed,
        Load load,
        TableLine.Change change) {
    /** Copies the facts. */
    public Rehearsal {
        facts = Map.copyOf(facts);
    }

    /**
     * The loss of a region.
     *
     * @param lost the region
     * @param call at which call of its functions; empty where that is drawn
     * @param away how long it is away
     * @param decision how long a person takes to decide
     * @param target the region that is given the payments then
     */
    public record Accident(String lost, Optional<Long> call, Duration away, Duration decision, String target) {}

    String lost() {
        return accident.lost();
    }

    String target() {
        return accident.target();
    }

    Duration away() {
        return accident.away();
    }
}
