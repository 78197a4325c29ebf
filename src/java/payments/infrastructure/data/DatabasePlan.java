package payments.infrastructure.data;

import java.util.Optional;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;

/**
 * What the database of a region is to be, as an instance or as a cluster.
 *
 * @param password who makes the administrator's password
 * @param snapshot the snapshot of which it is made; empty for a new database without anything
 */
public record DatabasePlan(
        DatabaseSettings settings,
        ProtectionSettings protection,
        LogSettings logs,
        AdministratorPassword password,
        Database.Location location,
        Optional<String> snapshot) {
    /** A new database without anything. */
    public DatabasePlan(
            DatabaseSettings settings,
            ProtectionSettings protection,
            LogSettings logs,
            AdministratorPassword password,
            Database.Location location) {
        this(settings, protection, logs, password, location, Optional.empty());
    }
}
