package payments.infrastructure.data;

import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.config.ProtectionSettings;

/**
 * What the database of a region is to be, as an instance or as a cluster.
 *
 * @param password who makes the administrator's password
 */
public record DatabasePlan(
        DatabaseSettings settings,
        ProtectionSettings protection,
        LogSettings logs,
        AdministratorPassword password,
        Database.Location location) {}
