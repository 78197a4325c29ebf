package payments.infrastructure.security;

/** The ARN of a KMS key: a type of its own, since many constructs take it beside other ARNs and the keys of other data. */
public record KeyArn(String value) {}
