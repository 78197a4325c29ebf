package payments.infrastructure.api;

/** The ARN of a certificate: a type of its own, since it is taken beside the name that it proves. */
public record CertificateArn(String value) {}
