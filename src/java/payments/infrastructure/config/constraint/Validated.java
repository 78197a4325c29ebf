package payments.infrastructure.config.constraint;

/**
 * A settings record whose values must also fit together. The reader asks the rules of each record that it has made of a
 * file, {@link Constraints#requireValid} those of records from elsewhere.
 */
public interface Validated {
    /** Asks every rule between the values; each of them is valid by itself, or only stands in for one that is not. */
    void validate(Contradictions contradictions);
}
