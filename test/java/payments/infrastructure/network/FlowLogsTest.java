package payments.infrastructure.network;

import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.security.KeyArn;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class FlowLogsTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/logs");
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        Network network = new Network(scope, "network", placement, Samples.NETWORK, new Cidr("10.0.0.0/16"));
        new FlowLogs(scope, "flow-logs", placement, network, Samples.LOGS, KEY);
    });

    @Test
    @Requirement("B11")
    void allTrafficOfTheVpcIsRecordedEachMinute() {
        SynthesizedResource group = STACK.resource("aws_cloudwatch_log_group");

        STACK.resource("aws_flow_log")
                .has("vpc_id", STACK.resource("aws_vpc").ref("id"))
                .has("traffic_type", "ALL")
                .has("max_aggregation_interval", 60)
                .has("log_destination_type", "cloud-watch-logs")
                .has("log_destination", group.ref("arn"))
                .has("iam_role_arn", "arn:aws:iam::000000000000:role/acme-flow-log-delivery-test");
    }

    @Test
    void theRecordsAreEncryptedAndRetainedAsTheSettingsSay() {
        STACK.resource("aws_cloudwatch_log_group")
                .has("name", "/aws/vpc/flow-logs/acme-vpc-test")
                .has("retention_in_days", 7)
                .has("kms_key_id", KEY.value());
    }
}
