package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every VPC has a flow log of all traffic, to a log group with a key or to an encrypted bucket. A flow log of a subnet
 * or of one interface does not count: it leaves out what is added later.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html">AWS: VPC flow logs</a>
 */
@Guardrail(
        id = "vpc-flow-logs",
        severity = Severity.HIGH,
        expects = "a flow log of ALL traffic to an encrypted log group or bucket",
        fix = "add an aws_flow_log with traffic_type ALL and log_destination_type cloud-watch-logs or s3",
        why = "Without it there is no record of who talked to the cardholder data environment",
        pci = "10.2.1",
        sources = {
            "PCI.DSS.321-VPCFlowLogsEnabled",
            "AwsSolutions-VPC7",
            "CKV2_AWS_11",
            "AVD-AWS-0178",
            "EC2.6",
            "VPC_FLOW_LOGS_ENABLED"
        })
final class VpcFlowLogged extends ResourceRule {
    VpcFlowLogged() {
        super("aws_vpc");
    }

    @Override
    protected void judge(Resource vpc, Verdicts verdicts) {
        List<Resource> logs = vpc.referrers("aws_flow_log", "vpc_id");
        if (logs.isEmpty()) {
            verdicts.fail("aws_flow_log.vpc_id", "no flow log of this VPC");
        } else if (logs.stream().anyMatch(log -> isWhole(log) && isEncrypted(log))) {
            verdicts.pass("aws_flow_log.vpc_id", logs.size() + " flow logs");
        } else if (logs.stream().noneMatch(VpcFlowLogged::isWhole)) {
            verdicts.fail("aws_flow_log.traffic_type", logs.get(0).attribute("traffic_type"));
        } else {
            verdicts.fail("aws_flow_log.log_destination", logs.get(0).attribute("log_destination"));
        }
    }

    private static boolean isWhole(Resource log) {
        return log.attribute("traffic_type").is("ALL");
    }

    private static boolean isEncrypted(Resource log) {
        Value destination =
                log.has("log_destination") ? log.attribute("log_destination") : log.attribute("log_group_name");
        Optional<Resource> group = log.find("aws_cloudwatch_log_group", destination);
        if (group.isPresent()) {
            return group.get().has("kms_key_id");
        }
        return log.find("aws_s3_bucket", destination)
                .filter(bucket -> !bucket.referrers("aws_s3_bucket_server_side_encryption_configuration", "bucket")
                        .isEmpty())
                .isPresent();
    }
}
