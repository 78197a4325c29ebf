package payments.infrastructure.data;

import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;

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
