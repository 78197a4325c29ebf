package payments.infrastructure.config.deployment;

import java.util.Optional;
import java.util.stream.Stream;
import payments.contract.CalledService;
import payments.infrastructure.config.constraint.WrittenNames;

/**
 * The AWS APIs that a network can reach through an interface endpoint of its own instead of the internet. The constant is
 * the last part of the endpoint's service name, as in {@code com.amazonaws.<region>.sqs}. Source: AWS PrivateLink guide,
 * "AWS services that integrate with AWS PrivateLink".
 */
public enum EndpointService {
    /** Queues. */
    SQS("sqs"),
    /** Topics. */
    SNS("sns"),
    /** Keys. */
    KMS("kms"),
    /** Secrets. */
    SECRETSMANAGER("secretsmanager"),
    /** Parameters. */
    SSM("ssm"),
    /** State machines. */
    STATES("states"),
    /** Logs. */
    LOGS("logs"),
    /** Metrics and alarms. */
    MONITORING("cloudwatch"),
    /** Event buses. */
    EVENTS("events"),
    /** Traces. */
    XRAY("xray"),
    /** Temporary credentials. */
    STS("sts"),
    /** Functions that call functions. */
    LAMBDA("lambda");

    private final String actionPrefix;

    EndpointService(String actionPrefix) {
        this.actionPrefix = actionPrefix;
    }

    /** The endpoint for calls of a service; none for one that has a gateway endpoint. */
    static Optional<EndpointService> of(CalledService service) {
        return Stream.of(values())
                .filter(endpoint -> endpoint.code().equals(service.code()))
                .findFirst();
    }

    /** The name in the endpoint's service name. */
    public String code() {
        return WrittenNames.of(this);
    }

    /** What the names of the API's actions start with in a policy; not always the code. */
    public String actionPrefix() {
        return actionPrefix;
    }
}
