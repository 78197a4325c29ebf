package payments.infrastructure.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_data_protection_policy.CloudwatchLogDataProtectionPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The last line against card data in logs: whatever looks like it is masked for everyone who reads, and each finding is
 * written, without the number, to a log group of its own, whose every line is an incident (PCI DSS 3.4.1, 12.10.7). The
 * service refuses and never logs such data; this proves it, and holds where a path or a library slips through.
 */
public final class CardDataMask extends Construct {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** CloudWatch Logs guide, "Financial data types". */
    private static final List<String> IDENTIFIERS = List.of(
            "arn:aws:dataprotection::aws:data-identifier/CreditCardNumber",
            "arn:aws:dataprotection::aws:data-identifier/CreditCardSecurityCode");

    private final EncryptedLogGroup findings;

    /**
     * Defines the masks and the group of findings.
     *
     * @param masked the log groups that requests can write into, by a name for each
     */
    public CardDataMask(
            Construct scope,
            String id,
            Placement placement,
            LogSettings logs,
            KeyArn logsKeyArn,
            Map<String, EncryptedLogGroup> masked) {
        super(scope, id);
        // With this prefix CloudWatch Logs needs no line of a resource policy for each group.
        String name = "/aws/vendedlogs/" + placement.name(ResourceName.CARD_DATA_FINDINGS);
        this.findings = new EncryptedLogGroup(this, "findings", placement, name, logs, logsKeyArn);
        masked.forEach((label, group) -> CloudwatchLogDataProtectionPolicy.Builder.create(this, label)
                .provider(placement.provider())
                .logGroupName(group.resource().getName())
                .policyDocument(policy(name))
                .dependsOn(List.of(findings.resource()))
                .build());
    }

    /** The name of the group of findings. */
    public String findingsGroup() {
        return findings.resource().getNameInput();
    }

    private static String policy(String findings) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Name", "card-data");
        document.put("Version", "2021-06-01");
        document.put(
                "Statement",
                List.of(
                        statement(
                                "Audit",
                                Map.of("FindingsDestination", Map.of("CloudWatchLogs", Map.of("LogGroup", findings)))),
                        statement("Deidentify", Map.of("MaskConfig", Map.of()))));
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy of texts and lists could not be written as JSON", e);
        }
    }

    private static Map<String, Object> statement(String operation, Map<String, Object> details) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", operation);
        statement.put("DataIdentifier", IDENTIFIERS);
        statement.put("Operation", Map.of(operation, details));
        return statement;
    }
}
