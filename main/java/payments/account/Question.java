package payments.account;

import java.util.List;

/** One line of the list of what only an account can show. */
public interface Question {
    /** Its name in the list of {@code main/docs/aws.md}, such as {@code regions-enabled}. */
    String name();

    /**
     * Asks, with calls that change nothing.
     *
     * @return one answer for each thing that the stacks have of this kind; none where they have none
     * @throws RefusedException when AWS does not answer
     */
    List<Answer> ask(Aws aws, Stacks stacks);
}
