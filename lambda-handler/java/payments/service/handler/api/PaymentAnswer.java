package payments.service.handler.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.service.domain.Detail;
import payments.service.domain.Payment;

/** Writes a payment in the words of a dialect. */
final class PaymentAnswer {
    private final ApiDialect dialect;
    private final String environment;

    PaymentAnswer(ApiDialect dialect, String environment) {
        this.dialect = dialect;
        this.environment = environment;
    }

    Map<String, Object> of(Payment payment) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : dialect.answer()) {
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
            case "status" -> dialect.statusWord().orElse(payment.status().word());
            case "amount" -> dialect.amounts().write(payment.money());
            case "currency" -> payment.money().currency().code();
            case "possible_duplicate" -> payment.possibleDuplicate() ? true : null;
            case "region" -> payment.origin().region();
            case "timestamp" -> payment.createdAt().toString();
            case "success" -> true;
            case "environment" -> environment;
            case "message" -> "Payment accepted";
            default -> detail(field, payment);
        };
    }

    private static @Nullable Object detail(String field, Payment payment) {
        for (Detail detail : Detail.values()) {
            if (detail.field().equals(field)) {
                return payment.details().get(detail).orElse(null);
            }
        }
        throw new IllegalStateException("no answer has a field \"%s\"; correct the dialect".formatted(field));
    }
}
