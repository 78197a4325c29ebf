package payments.infrastructure.config.deployment;

/** Who may call the payment routes of the API. */
public enum ApiAuthorization {
    /** Requests signed with AWS Signature Version 4 by a principal whose policy allows {@code execute-api:Invoke}. */
    AWS_IAM,
    /** Requests with a token that an identity provider has signed; HTTP APIs alone. */
    JWT,
    /** Anyone. Only for systems that sit behind something that authenticates. */
    NONE
}
