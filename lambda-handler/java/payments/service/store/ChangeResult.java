package payments.service.store;

/** What became of a {@link Change}. All but the first left no trace. */
public sealed interface ChangeResult {

    /** Written, by this call or by an earlier attempt of it whose answer got lost. */
    record Stored() implements ChangeResult {}

    /** An operation of this id was done before. */
    record OperationTaken(OperationRecord record) implements ChangeResult {}

    /** The payment has another version by now; read it again. */
    record VersionMoved() implements ChangeResult {}

    /** Others were writing the same items all the time that was left. */
    record Contended() implements ChangeResult {}

    /** Another region owns the fence. */
    record NotOwner() implements ChangeResult {}
}
