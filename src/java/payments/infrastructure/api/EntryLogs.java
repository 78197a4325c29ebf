package payments.infrastructure.api;

import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.security.KeyArn;

/**
 * How the logs of an entry are kept.
 *
 * @param settings how long
 * @param keyArn the key that encrypts them
 */
public record EntryLogs(LogSettings settings, KeyArn keyArn) {}
