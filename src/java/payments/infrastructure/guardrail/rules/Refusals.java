package payments.infrastructure.guardrail.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Verdicts;

/** What AWS refuses, or never does, of one resource: noted as it is found, and said once. */
public final class Refusals {
    private record Refusal(String attribute, String found, String expected) {}

    private final List<Refusal> noted = new ArrayList<>();

    /**
     * Notes one.
     *
     * @param attribute the path of the attribute that decides
     * @param found what stands there
     * @param expected what AWS takes instead
     */
    public void add(String attribute, String found, String expected) {
        Refusal refusal = new Refusal(attribute, found, expected);
        if (!noted.contains(refusal)) {
            noted.add(refusal);
        }
    }

    /** Notes attributes of a block that are written, and that AWS does not take there. */
    public void without(Block block, String prefix, Set<String> attributes, String expected) {
        for (String attribute : new TreeSet<>(attributes)) {
            if (isWritten(block.attribute(attribute))) {
                add(prefix + attribute, block.attribute(attribute).text(), expected);
            }
        }
    }

    /** Notes attributes of a block that are missing, and that AWS asks for. */
    public void with(Block block, String prefix, Set<String> attributes, String expected) {
        for (String attribute : new TreeSet<>(attributes)) {
            if (!isWritten(block.attribute(attribute))) {
                add(prefix + attribute, "(absent)", expected);
            }
        }
    }

    /** Whether something is written that Terraform sends: neither nothing, nor an empty list or text. */
    public static boolean isWritten(Value value) {
        return value.isPresent()
                && !(value.json().isContainerNode() && value.json().isEmpty());
    }

    /**
     * A text in which each part that only Terraform knows is {@code ${}}: what stands in it, such as the name of a stack and a colon,
     * is no part of an ARN.
     */
    public static String closed(String text) {
        return text.replaceAll("\\$\\{[^{}]*}", "\\${}");
    }

    /** Whether nothing was noted. */
    public boolean isEmpty() {
        return noted.isEmpty();
    }

    /** Says what was noted, or that there is nothing. */
    public void say(Verdicts verdicts, String sound) {
        if (noted.isEmpty()) {
            verdicts.pass("", sound);
        }
        for (Refusal refusal : noted) {
            String qualifier = noted.size() > 1 ? refusal.attribute() + "::" + refusal.found() : "";
            verdicts.fail(qualifier, refusal.attribute(), refusal.found(), refusal.expected());
        }
    }
}
