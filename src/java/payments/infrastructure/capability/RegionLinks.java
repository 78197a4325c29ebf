package payments.infrastructure.capability;

import java.util.List;
import software.constructs.Construct;

/**
 * What connects a region to those of lower priority. It is in the stack of the higher one, so that the others can be planned
 * and applied while that region is down.
 */
public final class RegionLinks extends Construct {
    private final List<Standby> standbys;

    /** Defines the scope of the links, without any yet. */
    public RegionLinks(Construct scope, String id, List<Standby> standbys) {
        super(scope, id);
        this.standbys = List.copyOf(standbys);
    }

    /** The regions of lower priority, highest first. */
    public List<Standby> standbys() {
        return standbys;
    }

    /** Those that can take payments. */
    public List<Standby> serving() {
        return standbys.stream().filter(standby -> standby.region().services()).toList();
    }
}
