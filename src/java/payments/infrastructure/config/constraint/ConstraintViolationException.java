package payments.infrastructure.config.constraint;

import java.util.List;
import java.util.stream.Collectors;

/** A settings record was given values outside their bounds; carries all of them, not only the first. */
public final class ConstraintViolationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Constraints.Violation> violations;

    ConstraintViolationException(Class<? extends Record> type, List<Constraints.Violation> violations) {
        super(violations.stream()
                .map(v -> "%s.%s is %s, allowed is %s"
                        .formatted(type.getSimpleName(), v.component(), v.value(), v.allowed()))
                .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** Each violated constraint, in the order of the record's components. */
    public List<Constraints.Violation> violations() {
        return violations;
    }
}
