package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A definition with all parts inside of it: the branches of its parallel states and the processors of its maps. States are
 * reached within their part alone; their names are one set over all parts.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html">AWS: structure of a state
 *     machine</a>
 */
public final class Definition {
    /** The most characters of a state's name. */
    private static final int LONGEST_NAME = 80;

    private static final Set<String> FIELDS =
            Set.of("Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage");
    private static final Set<String> PART_FIELDS =
            Set.of("Comment", "StartAt", "States", "ProcessorConfig", "QueryLanguage");

    private final Faults faults = new Faults();
    private final Set<String> names = new HashSet<>();

    private Definition() {}

    /**
     * Why Step Functions would refuse a definition; empty when it would not.
     *
     * @param root the definition
     * @param express whether the machine is an express one, which waits for nothing outside
     */
    public static List<Fault> faults(JsonNode root, boolean express) {
        Definition definition = new Definition();
        definition.faults.onlyFields("", "a definition", root, FIELDS);
        definition.faults.whole("", root, "TimeoutSeconds", 1, Faults.MOST_SECONDS);
        definition.faults.oneOf("", root, "Version", Set.of("1.0"));
        definition.faults.oneOf("", root, "QueryLanguage", Set.of("JSONPath", "JSONata"));
        definition.judge("", root, new Setting(express, isJsonata(root)));
        return definition.faults.all();
    }

    /**
     * Where a part runs.
     *
     * @param express whether in an express workflow: the machine itself, or a child of a distributed map
     * @param jsonata whether its states speak JSONata unless they say otherwise
     */
    record Setting(boolean express, boolean jsonata) {}

    private void judge(String owner, JsonNode part, Setting setting) {
        JsonNode states = part.path("States");
        if (!states.isObject() || states.isEmpty()) {
            faults.add(owner, "States " + states, "at least one state");
            return;
        }
        String start = part.path("StartAt").asText();
        if (!states.has(start)) {
            faults.add(owner, "StartAt " + part.path("StartAt"), "one of its states");
        }
        states.properties().forEach(entry -> judge(entry.getKey(), entry.getValue(), states, setting));
        if (states.has(start)) {
            judgeReach(start, states);
        }
        if (Stream.of(states).flatMap(Definition::each).noneMatch(State::isTerminal)) {
            faults.add(owner, "no state that ends", "End true, Succeed or Fail somewhere");
        }
    }

    private void judge(String name, JsonNode state, JsonNode siblings, Setting setting) {
        if (!names.add(name)) {
            faults.add(name, "two states of this name", "one, also over branches and maps");
        }
        if (name.length() > LONGEST_NAME) {
            faults.add(name, "a name of %d characters".formatted(name.length()), "at most " + LONGEST_NAME);
        }
        boolean jsonata = state.has("QueryLanguage") ? isJsonata(state) : setting.jsonata();
        if (setting.jsonata() && !jsonata) {
            faults.add(name, "JSONPath in a definition of JSONata", "JSONata");
        }
        new State(name, state, new Setting(setting.express(), jsonata)).judge(faults);
        for (String next : State.nexts(state)) {
            if (!siblings.has(next) && !next.contains("${")) {
                faults.add(name, "a transition to " + next, "one of " + String.join(", ", keys(siblings)));
            }
        }
        Setting inside = new Setting(setting.express(), setting.jsonata());
        state.path("Branches").forEach(branch -> part(name, branch, inside));
        Stream.of("ItemProcessor", "Iterator").filter(state::has).forEach(field -> {
            JsonNode processor = state.path(field);
            boolean child = processor
                    .path("ProcessorConfig")
                    .path("ExecutionType")
                    .asText()
                    .equals("EXPRESS");
            part(name, processor, new Setting(setting.express() || child, setting.jsonata()));
        });
    }

    private void part(String owner, JsonNode part, Setting setting) {
        faults.onlyFields(owner, "a part", part, PART_FIELDS);
        judge(owner, part, setting);
    }

    private void judgeReach(String start, JsonNode states) {
        Set<String> reached = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String next : State.nexts(states.path(open.remove()))) {
                if (next.contains("${")) {
                    return;
                }
                if (states.has(next) && reached.add(next)) {
                    open.add(next);
                }
            }
        }
        for (String name : keys(states)) {
            if (!reached.contains(name)) {
                faults.add(name, "a state that nothing leads to", "a transition to it, or no such state");
            }
        }
    }

    private static boolean isJsonata(JsonNode node) {
        return node.path("QueryLanguage").asText().equals("JSONata");
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return keys(node).stream().map(node::path);
    }
}
