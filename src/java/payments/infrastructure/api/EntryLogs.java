package payments.infrastructure.api;

import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.security.KeyArn;

/**
 * How the logs of an entry are kept.
 *
 * @param settings how long
 * @param keyArn the key that encrypts them
 * @param ownsAccount whether the environment owns the one logging role that API Gateway has in an account and region
 */
public record EntryLogs(LogSettings settings, KeyArn keyArn, boolean ownsAccount) {}
