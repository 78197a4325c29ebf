package payments.service.handler.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.service.effects.RegionStanding;
import payments.service.http.HttpResponse;
import payments.service.observability.Events;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;

/** The health of this region, for load balancers and DNS (shallow) and for people and alarms (deep). */
final class Health {
    /** For each dependency: a health check is no reason to wait for a failover. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Load balancers and DNS give up sooner. */
    private static final Duration PATIENCE_OF_A_BALANCER = Duration.ofSeconds(1);

    private static final Duration RESERVE_FOR_THE_ANSWER = Duration.ofSeconds(1);

    private final String region;
    private final List<HealthProbe> probes;
    private final Optional<RegionStanding> standing;

    /** @param standing whether the region catches up with a log; empty where there is none */
    Health(String region, List<HealthProbe> probes, Optional<RegionStanding> standing) {
        this.region = region;
        this.probes = List.copyOf(probes);
        this.standing = standing;
    }

    /**
     * Says 503 only of a region that is back and still catches up with the log. No failure counts: a region whose table is slow must
     * not be taken out of service by its health check.
     */
    HttpResponse shallow(Deadline deadline) {
        boolean waits = standing.isPresent() && standing.get().isCatchingUp(within(deadline, PATIENCE_OF_A_BALANCER));
        return HttpResponse.json(waits ? 503 : 200, answer(waits ? "catching-up" : "ok", Map.of()));
    }

    /** Asks every dependency, within the time left; 503 when one does not work. Says which, not why. */
    HttpResponse deep(Deadline deadline, Events events) {
        Map<String, String> states = new TreeMap<>();
        for (HealthProbe probe : probes) {
            states.put(probe.name(), state(probe, deadline, events));
        }
        boolean ok = states.values().stream().allMatch("ok"::equals);
        return HttpResponse.json(ok ? 200 : 503, answer(ok ? "ok" : "down", states));
    }

    private static String state(HealthProbe probe, Deadline deadline, Events events) {
        try {
            probe.probe(within(deadline, PATIENCE));
            return "ok";
        } catch (RuntimeException e) {
            events.error("dependency-down", e, Map.of("dependency", probe.name()));
            return "down";
        }
    }

    private static Deadline within(Deadline deadline, Duration patience) {
        Duration left = deadline.remaining().minus(RESERVE_FOR_THE_ANSWER);
        return Deadline.in(left.compareTo(patience) < 0 ? left : patience);
    }

    private Map<String, Object> answer(String status, Map<String, String> dependencies) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("region", region);
        if (!dependencies.isEmpty()) {
            body.put("dependencies", dependencies);
        }
        return body;
    }
}
