package payments.infrastructure.identity;

import java.util.List;

/** What every state machine may do. */
final class StateMachinePolicy {
    private static final String ANY = "*";

    /** Neither knows resources (Step Functions guide, "Using CloudWatch Logs" and "Tracing with X-Ray", IAM policies). */
    static final List<Statement> STATEMENTS = List.of(
            Statement.allow(
                            "DeliverLogs",
                            "logs:CreateLogDelivery",
                            "logs:GetLogDelivery",
                            "logs:UpdateLogDelivery",
                            "logs:DeleteLogDelivery",
                            "logs:ListLogDeliveries",
                            "logs:PutResourcePolicy",
                            "logs:DescribeResourcePolicies",
                            "logs:DescribeLogGroups")
                    .on(ANY),
            Statement.allow(
                            "SendTraces",
                            "xray:PutTraceSegments",
                            "xray:PutTelemetryRecords",
                            "xray:GetSamplingRules",
                            "xray:GetSamplingTargets")
                    .on(ANY));

    private StateMachinePolicy() {}
}
