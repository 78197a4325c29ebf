package payments.service.database;

import java.sql.Statement;
import java.time.Duration;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;

/** Whether the database answers, for the deep health check. Connects when there is no connection yet. */
public final class DatabaseProbe implements HealthProbe {
    /** A health check is no reason to wait for a failover. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;

    /** Asks this database. */
    public DatabaseProbe(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void probe(Deadline deadline) {
        Deadline patience = Deadline.in(PATIENCE);
        database.run(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("select 1");
                    }
                },
                deadline.allows(PATIENCE) ? patience : deadline);
    }
}
