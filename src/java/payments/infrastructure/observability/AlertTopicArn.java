package payments.infrastructure.observability;

/** The ARN of the topic that alarms notify: a type of its own, since many constructs take it beside other ARNs. */
public record AlertTopicArn(String value) {}
