package payments.service.handler.api;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.contract.FunctionEnvironment;
import payments.service.database.AddressMemory;
import payments.service.database.DatabaseProbe;
import payments.service.database.DatabaseSettings;
import payments.service.database.Databases;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;

/**
 * Whether the deployment's database answers the API function, which needs it for nothing else. So the driver is loaded when
 * the deep health check first asks, and costs no cold start and no room in a snapshot.
 */
final class DatabaseHealth implements HealthProbe {
    private final DatabaseSettings settings;
    private final Clock clock;
    private @Nullable HealthProbe probe;

    private DatabaseHealth(DatabaseSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        AddressMemory.bound();
    }

    /** One probe where the variables name a database, else none. */
    static List<HealthProbe> of(FunctionEnvironment environment, Clock clock) {
        return DatabaseSettings.from(environment)
                .<HealthProbe>map(settings -> new DatabaseHealth(settings, clock))
                .map(List::of)
                .orElseGet(List::of);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public synchronized void probe(Deadline deadline) {
        HealthProbe loaded = probe;
        if (loaded == null) {
            loaded = new DatabaseProbe(Databases.at(settings, clock));
            probe = loaded;
        }
        loaded.probe(deadline);
    }
}
