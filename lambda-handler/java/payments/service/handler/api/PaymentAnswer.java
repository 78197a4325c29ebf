package payments.service.handler.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.service.domain.Detail;
import payments.service.domain.Payment;
import payments.service.domain.PaymentStatus;

/** Writes a payment in the words of a dialect. */
final class PaymentAnswer {
    private final ApiDialect dialect;
    private final String environment;

    PaymentAnswer(ApiDialect dialect, String environment) {
        this.dialect = dialect;
        this.environment = environment;
    }

    /** The answer to the creation. */
    Map<String, Object> ofCreation(Payment payment) {
        return answer(dialect.answers().created(), payment);
    }

    /** The answer when it is read. */
    Map<String, Object> of(Payment payment) {
        return answer(dialect.answers().read(), payment);
    }

    private Map<String, Object> answer(List<String> fields, Payment payment) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = value(field, payment);
            if (value != null) {
                body.put(field, value);
            }
        }
        return body;
    }

    private @Nullable Object value(String field, Payment payment) {
        return switch (field) {
            case "payment_id", "transaction_id" -> payment.id().value();
            case "status" -> dialect.answers().statuses().of(payment.status());
            case "amount" -> dialect.amounts().write(payment.money());
            case "currency" -> payment.money().currency().code();
            case "possible_duplicate" -> payment.possibleDuplicate() ? true : null;
            case "region" -> payment.origin().region();
            case "timestamp" -> dialect.answers().times().of(payment.createdAt());
            case "created_at" -> TimeForm.MICROSECONDS.of(payment.createdAt());
            case "processed_at" ->
                payment.status() == PaymentStatus.CAPTURED
                        ? TimeForm.MICROSECONDS.of(payment.progress().updatedAt())
                        : null;
            case "success" -> true;
            case "environment" -> environment;
            case "message" -> "Payment accepted";
            default -> detail(field, payment);
        };
    }

    private @Nullable Object detail(String field, Payment payment) {
        for (Detail detail : Detail.values()) {
            if (detail.field().equals(field)) {
                String absent = dialect.answers().defaults().get(detail);
                return payment.details().get(detail).orElse(absent);
            }
        }
        throw new IllegalStateException("no answer has a field \"%s\"; correct the dialect".formatted(field));
    }
}
