package payments.infrastructure.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.AwsRegions;
import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;

/** Turns one scalar of a deployment file into the type that a record component has. */
final class Scalars {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");
    static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String DAY_SAYS = "a day of the calendar as year-month-day, such as 2027-06-30";
    private static final Pattern TRUTH = Pattern.compile("true|false");

    private final Problems problems;

    Scalars(Problems problems) {
        this.problems = problems;
    }

    /** The value; null where the scalar is not of the type, which has been reported then. */
    @Nullable Object convert(Class<?> type, Tree.Scalar scalar) {
        if (scalar.kind() == Tree.Kind.NOTHING) {
            problems.add(ValueErrors.noValue(scalar.at()));
            return null;
        }
        if (type == String.class) {
            return text(scalar);
        }
        if (type == int.class || type == Integer.class) {
            return is(scalar, Tree.Kind.INTEGER)
                            && WHOLE_NUMBER.matcher(scalar.text()).matches()
                    ? Integer.valueOf(scalar.text())
                    : refused(scalar, "a whole number", "write digits only, without quotes");
        }
        if (type == boolean.class) {
            return is(scalar, Tree.Kind.BOOLEAN) && TRUTH.matcher(scalar.text()).matches()
                    ? Boolean.valueOf(scalar.text())
                    : refused(scalar, "true or false", "write true or false, without quotes");
        }
        if (type.isEnum()) {
            return constant(type, scalar);
        }
        if (type == LocalDate.class) {
            return day(scalar);
        }
        if (type == Cidr.class) {
            return cidr(scalar);
        }
        throw new IllegalStateException("no setting can be of %s; teach %s to read it".formatted(type, Scalars.class));
    }

    private @Nullable String text(Tree.Scalar scalar) {
        if (!is(scalar, Tree.Kind.TEXT)) {
            refused(scalar, "text", "put the value in quotes");
            return null;
        }
        if (scalar.text().isBlank() && !scalar.text().isEmpty()) {
            problems.add(ValueErrors.blank(scalar));
            return null;
        }
        return scalar.text();
    }

    private static boolean is(Tree.Scalar scalar, Tree.Kind kind) {
        return scalar.kind() == kind || scalar.kind() == Tree.Kind.REPLACED;
    }

    private @Nullable Object refused(Tree.Scalar scalar, String allowed, String change) {
        problems.add(ValueErrors.wrongType(scalar, allowed, change));
        return null;
    }

    private @Nullable Object constant(Class<?> type, Tree.Scalar scalar) {
        List<String> written = WrittenNames.all(type);
        int index = written.indexOf(scalar.text());
        if (index < 0) {
            problems.add(
                    type == AwsRegion.class && AwsRegions.exist(scalar.text())
                            ? ValueErrors.regionNotSupported(scalar, written)
                            : ValueErrors.unknownValue(scalar, written));
            return null;
        }
        return type.getEnumConstants()[index];
    }

    private @Nullable Object day(Tree.Scalar scalar) {
        try {
            return DAY.matcher(scalar.text()).matches() ? LocalDate.parse(scalar.text()) : noDay(scalar);
        } catch (DateTimeException e) {
            return noDay(scalar);
        }
    }

    private @Nullable Object noDay(Tree.Scalar scalar) {
        return refused(scalar, DAY_SAYS, "write the day so");
    }

    private @Nullable Object cidr(Tree.Scalar scalar) {
        try {
            return new Cidr(scalar.text());
        } catch (IllegalArgumentException e) {
            problems.add(ValueErrors.badBlock(scalar.at(), e));
            return null;
        }
    }
}
