package payments.infrastructure.api;

import payments.infrastructure.config.deployment.LogSettings;

/**
 * How the logs of an entry are kept.
 *
 * @param settings how long
 * @param keyArn the key that encrypts them
 */
public record EntryLogs(LogSettings settings, String keyArn) {}
