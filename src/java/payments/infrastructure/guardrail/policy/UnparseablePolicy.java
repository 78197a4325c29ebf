package payments.infrastructure.guardrail.policy;

import java.util.Objects;

/**
 * A policy of which nothing can be said; every question that it takes part in is answered with unknown, unless another
 * policy denies it.
 *
 * @param name where it stands
 * @param reason what is wrong with it, without any of its values
 */
public record UnparseablePolicy(String name, String reason) implements ParsedPolicy {
    public UnparseablePolicy {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
    }
}
