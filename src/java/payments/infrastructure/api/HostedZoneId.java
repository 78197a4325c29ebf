package payments.infrastructure.api;

/** The id of a hosted zone of Route 53: a type of its own, since it is taken beside the names in the zone. */
public record HostedZoneId(String value) {}
