package payments.infrastructure.api;

/**
 * Where an alias record leads.
 *
 * @param host the name that AWS gave
 * @param zoneId the hosted zone of that name, which is AWS's own
 */
public record AliasTarget(String host, HostedZoneId zoneId) {}
