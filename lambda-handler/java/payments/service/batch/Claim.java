package payments.service.batch;

/** Who may work on a batch. */
public sealed interface Claim {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R granted(long checkpoint);

        R completed();

        R held();
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /**
     * The caller may.
     *
     * @param checkpoint rows up to this one are in the queue; 0 at the start
     */
    record Granted(long checkpoint) implements Claim {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.granted(checkpoint);
        }
    }

    /** It is done; there is nothing to do. */
    record Completed() implements Claim {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.completed();
        }
    }

    /** Another run works on it now, or died a moment ago; try again when its lease is over. */
    record Held() implements Claim {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.held();
        }
    }
}
