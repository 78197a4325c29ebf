package payments.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The check of a state machine's definition, which the provider asks for whenever it plans one, and which the emulator does
 * not know (moto 5.2.1: "action has not been implemented"; the provider asks again for minutes). Nothing is checked here:
 * the emulator reads the definition itself when it makes the machine, and the tests on the JSON walk it.
 */
final class DefinitionCheckGap {
    private static final String TARGET = "AWSStepFunctions.ValidateStateMachineDefinition";
    private static final String WELL = "{\"result\":\"OK\",\"diagnostics\":[]}";

    private DefinitionCheckGap() {}

    /**
     * The answer to a request, or null where it asks for something else.
     *
     * @param target service and action
     */
    static @Nullable String answer(String target) {
        return target.equals(TARGET) ? WELL : null;
    }
}
