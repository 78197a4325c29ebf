package payments.infrastructure.guardrail.rules;

import java.util.Arrays;
import java.util.List;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Verdicts;

/** What AWS refuses of one resource. A resource of which nothing is said passes. */
public final class Objections {
    private final Verdicts verdicts;
    private boolean empty = true;

    Objections(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * AWS refuses a value.
     *
     * @param attribute the path of the argument that is to be changed first
     * @param expected what AWS accepts there, in words that end "expected ..."
     */
    public void add(String attribute, String found, String expected) {
        add(attribute, attribute, found, expected);
    }

    /**
     * AWS refuses one of several values of an argument.
     *
     * @param qualifier distinguishes it from the others in suppressions
     */
    public void add(String qualifier, String attribute, String found, String expected) {
        empty = false;
        verdicts.fail(qualifier, attribute, found, expected);
    }

    /** AWS refuses the value of an argument, which stands in the block. */
    public void add(Block block, String attribute, String expected) {
        Value value = block.attribute(attribute);
        add(attribute, value.isAbsent() ? "(absent)" : value.text(), expected);
    }

    /** AWS refuses the argument where the condition holds. */
    public void addIf(boolean refused, Block block, String attribute, String expected) {
        if (refused) {
            add(block, attribute, expected);
        }
    }

    /** AWS takes none of these arguments here: each that is written is refused, but for those that are false, 0 or empty. */
    public void addEach(Block block, String expected, String... attributes) {
        for (String attribute : written(block, attributes)) {
            add(block, attribute, expected);
        }
    }

    /** The arguments that are written and say more than false, 0 or nothing. */
    private static List<String> written(Block block, String... attributes) {
        return Arrays.stream(attributes)
                .filter(attribute -> isSaid(block.attribute(attribute)))
                .toList();
    }

    /** Whether a value is written and says more than false, 0 or nothing. */
    public static boolean isSaid(Value value) {
        return value.isPresent()
                && !value.isFalse()
                && !value.is("0")
                && !value.is("")
                && !(value.json().isContainerNode() && value.json().isEmpty());
    }

    /** Whether nothing was refused. */
    boolean isEmpty() {
        return empty;
    }
}
