package payments.service.database;

import java.sql.Statement;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;

/** Whether the database answers, for the deep health check. Connects when there is no connection yet. */
public final class DatabaseProbe implements HealthProbe {
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
        database.run(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("select 1");
                    }
                },
                deadline);
    }
}
