package payments.service.handler.api;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.service.domain.Detail;
import payments.service.domain.EarlierRecord;
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
            case "amount" -> amount(payment);
            case "currency" -> payment.money().currency().code();
            case "possible_duplicate" -> payment.possibleDuplicate() ? true : null;
            case "region" -> payment.origin().region();
            case "timestamp" -> dialect.answers().times().of(payment.createdAt());
            case "created_at" -> createdAt(payment);
            case "processed_at" -> processedAt(payment);
            case "success" -> true;
            case "environment" ->
                payment.earlier().flatMap(EarlierRecord::environment).orElse(environment);
            case "message" -> "Payment accepted";
            default -> detail(field, payment);
        };
    }

    /** A number of an earlier system goes out with the digits that it came with. */
    private Object amount(Payment payment) {
        Object written = dialect.amounts().write(payment.money());
        return payment.earlier().isPresent() && written instanceof BigDecimal
                ? payment.earlier().get().amount()
                : written;
    }

    /** What an earlier system wrote is repeated as it stands, and left out where it wrote nothing. */
    private static @Nullable Object createdAt(Payment payment) {
        return payment.earlier().isPresent()
                ? payment.earlier().get().createdAt().orElse(null)
                : TimeForm.MICROSECONDS.of(payment.createdAt());
    }

    private static @Nullable Object processedAt(Payment payment) {
        Optional<String> earlier = payment.earlier().flatMap(EarlierRecord::processedAt);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return payment.status() == PaymentStatus.CAPTURED
                ? TimeForm.MICROSECONDS.of(payment.progress().updatedAt())
                : null;
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
