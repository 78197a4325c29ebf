package payments.infrastructure.guardrail.rules.database;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * Which engine a database has, as far as the program says.
 *
 * @param name as RDS calls it, such as {@code aurora-postgresql}; empty where nothing says it
 * @param major its major version, such as {@code 17}; empty where AWS chooses it or nothing says it
 */
record Engine(String name, String major) {
    private static final Pattern VERSION = Pattern.compile("([0-9]+)(\\.[0-9]+)*");

    /** The engine and version of the database itself, of its cluster, or of its source. */
    static Engine of(Resource database) {
        return of(database, 4);
    }

    /** @param steps how many sources of sources are looked at: a circle of them ends there */
    private static Engine of(Resource database, int steps) {
        Engine own = new Engine(known(database.attribute("engine")), major(database.attribute("engine_version")));
        if (steps == 0 || (!own.name.isEmpty() && !own.major.isEmpty())) {
            return own;
        }
        Optional<Engine> other =
                source(database).filter(found -> !found.equals(database)).map(found -> of(found, steps - 1));
        return other.map(found -> own.name.isEmpty() || own.name.equals(found.name)
                        ? new Engine(found.name, own.major.isEmpty() ? found.major : own.major)
                        : own)
                .orElse(own);
    }

    private static Optional<Resource> source(Resource database) {
        return database.follow("cluster_identifier", Databases.CLUSTER)
                .or(() -> database.follow("replicate_source_db", Databases.INSTANCE))
                .or(() -> database.follow("global_cluster_identifier", Databases.GLOBAL_CLUSTER));
    }

    private static String known(Value value) {
        return value.isKnown() ? value.text() : "";
    }

    /** The major version of PostgreSQL since 10; other engines count theirs in other ways. */
    private static String major(Value version) {
        Matcher matcher = VERSION.matcher(known(version));
        return matcher.matches() ? matcher.group(1) : "";
    }

    boolean isKnown() {
        return !name.isEmpty();
    }

    boolean isAurora() {
        return name.startsWith("aurora");
    }

    boolean isPostgres() {
        return name.equals("postgres") || name.equals("aurora-postgresql");
    }
}
