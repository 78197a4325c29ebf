package payments.infrastructure.guardrail.model;

import java.util.List;

/**
 * By whom the partners of a program are known.
 *
 * @param word whose word counts
 * @param given the partners that a file declares, where one was given
 */
record PartnerSource(Word word, List<Partner> given) {
    /** Stacks that anybody may have written, and nothing to compare them with. */
    static final PartnerSource STACKS = new PartnerSource(Word.STACKS, List.of());

    /** Stacks that this run has written from the deployment file. */
    static final PartnerSource THIS_RUN = new PartnerSource(Word.THIS_RUN, List.of());

    enum Word {
        STACKS,
        THIS_RUN,
        FILE
    }

    PartnerSource {
        given = List.copyOf(given);
    }

    /** The partners of a file; what only the stacks declare is none. */
    static PartnerSource file(List<Partner> given) {
        return new PartnerSource(Word.FILE, given);
    }
}
