package payments.infrastructure.config.constraint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The values of an enum as a deployment file writes them: {@code PER_ZONE} is {@code per-zone}. */
public final class WrittenNames {
    private WrittenNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> all(Class<?> enumeration) {
        return Arrays.stream(enumeration.getEnumConstants())
                .map(constant -> of((Enum<?>) constant))
                .toList();
    }
}
