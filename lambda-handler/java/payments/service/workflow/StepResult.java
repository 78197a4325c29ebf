package payments.service.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step hands to the state machine. All of it is shown in the machine's history for 90 days, so it names the payment
 * and says nothing about it.
 *
 * @param paymentId the payment; empty when the input named none
 * @param valid whether the machine continues with it; its choice reads this
 * @param status where the payment stands, or {@code unknown}
 * @param reason why it is not valid, in kebab case; empty when it is
 */
public record StepResult(String paymentId, boolean valid, String status, String reason) {

    /** The fields of the JSON object. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("payment_id", paymentId);
        fields.put("valid", valid);
        fields.put("status", status);
        fields.put("reason", reason);
        return fields;
    }
}
