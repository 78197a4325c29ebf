package payments.infrastructure.workflow;

import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;

/**
 * What all state machines of a region share.
 *
 * @param logs how long their logs are kept
 * @param logsKeyArn the key of their logs
 * @param alertsArn the topic of their alarms
 */
public record WorkflowHost(LogSettings logs, KeyArn logsKeyArn, AlertTopicArn alertsArn) {}
