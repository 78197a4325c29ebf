package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class CardDataMaskTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        Map<String, EncryptedLogGroup> groups = new TreeMap<>();
        for (String name : new String[] {"api", "function"}) {
            groups.put(
                    name,
                    new EncryptedLogGroup(
                            scope, name, placement, "/logs/" + name, Samples.LOGS, new KeyArn("logs-key")));
        }
        new CardDataMask(scope, "mask", placement, Samples.LOGS, new KeyArn("logs-key"), groups);
    });
    private static final SynthesizedResource FINDINGS = STACK.resource("aws_cloudwatch_log_group", "/mask/findings");

    @Test
    @Requirement("X6")
    void cardDataIsMaskedInEveryGroupAndEachFindingIsRecordedElsewhere() {
        for (String name : new String[] {"api", "function"}) {
            SynthesizedResource policy = STACK.resource("aws_cloudwatch_log_data_protection_policy", "/mask/" + name);
            policy.has(
                    "log_group_name",
                    STACK.resource("aws_cloudwatch_log_group", "test/" + name).ref("name"));
            assertThat(policy.document("policy_document")).isEqualTo(Json.of("""
                    {'Name': 'card-data', 'Version': '2021-06-01', 'Statement': [
                      {'Sid': 'Audit', 'DataIdentifier': [
                         'arn:aws:dataprotection::aws:data-identifier/CreditCardNumber',
                         'arn:aws:dataprotection::aws:data-identifier/CreditCardSecurityCode'],
                       'Operation': {'Audit': {'FindingsDestination': {
                         'CloudWatchLogs': {'LogGroup': '/aws/vendedlogs/acme-card-data-findings-test'}}}}},
                      {'Sid': 'Deidentify', 'DataIdentifier': [
                         'arn:aws:dataprotection::aws:data-identifier/CreditCardNumber',
                         'arn:aws:dataprotection::aws:data-identifier/CreditCardSecurityCode'],
                       'Operation': {'Deidentify': {'MaskConfig': {}}}}]}
                    """));
            assertThat(policy.dependsOn()).containsExactly(FINDINGS.address());
        }
    }

    /** CloudWatch Logs refuses a policy whose two statements name different identifiers, or a group that is not there. */
    @Test
    void theGroupOfFindingsIsEncryptedAndRetainedLikeAllOthers() {
        FINDINGS.has("name", "/aws/vendedlogs/acme-card-data-findings-test")
                .has("retention_in_days", 7)
                .has("kms_key_id", "logs-key");
    }
}
