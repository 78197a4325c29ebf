package payments.infrastructure.guardrail.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as policies write them; null for what is none. */
final class Scalars {
    private static final int LONGEST = 40;

    private Scalars() {}

    static @Nullable BigDecimal number(String text) {
        return text.length() <= LONGEST && text.matches("-?[0-9]+(\\.[0-9]+)?") ? new BigDecimal(text) : null;
    }

    /** An instant in ISO 8601, a day of it at its start in UTC, or seconds since 1970. */
    static @Nullable Instant date(String text) {
        try {
            if (text.matches("[0-9]{5,12}")) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
