package payments.service.store;

/** What became of a {@link Change}. All but the first left no trace. */
public sealed interface ChangeResult {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R stored();

        R operationTaken(OperationRecord record);

        R versionMoved();

        R contended();

        R notOwner();
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** Written, by this call or by an earlier attempt of it whose answer got lost. */
    record Stored() implements ChangeResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stored();
        }
    }

    /** An operation of this id was done before. */
    record OperationTaken(OperationRecord record) implements ChangeResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.operationTaken(record);
        }
    }

    /** The payment has another version by now; read it again. */
    record VersionMoved() implements ChangeResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.versionMoved();
        }
    }

    /** Others were writing the same items all the time that was left. */
    record Contended() implements ChangeResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contended();
        }
    }

    /** Another region owns the fence. */
    record NotOwner() implements ChangeResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notOwner();
        }
    }
}
