package payments.service.effects;

import payments.service.idempotency.IdempotencyRecord;

/** What became of an effect that was to be appended. All but the first left no trace. */
public sealed interface AppendResult {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R appended();

        R taken(LoggedEffect other);

        R takenByKey(IdempotencyRecord record);
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** It has happened, by this call or by an earlier attempt of it whose answer got lost. */
    record Appended() implements AppendResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.appended();
        }
    }

    /** Another effect has made this version of the payment. */
    record Taken(LoggedEffect other) implements AppendResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.taken(other);
        }
    }

    /** The key that would make this payment has made one with an id of the client's own. */
    record TakenByKey(IdempotencyRecord record) implements AppendResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.takenByKey(record);
        }
    }
}
