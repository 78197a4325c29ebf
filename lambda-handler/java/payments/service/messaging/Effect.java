package payments.service.messaging;

/** What became of a message. */
public sealed interface Effect {
    /** Why a message waits in a region that does not take the payments. */
    String NOT_OWNER = "not-owner";

    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R done(boolean before);

        R later(String reason);

        R never(String reason);
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /**
     * It has had its effect.
     *
     * @param before at an earlier delivery, or by another message of the same content
     */
    record Done(boolean before) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.done(before);
        }
    }

    /**
     * It cannot have its effect yet; the queue delivers it again after the visibility timeout.
     *
     * @param reason in kebab case
     */
    record Later(String reason) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.later(reason);
        }
    }

    /**
     * It can never have its effect; the reason is stored.
     *
     * @param reason in kebab case
     */
    record Never(String reason) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.never(reason);
        }
    }
}
