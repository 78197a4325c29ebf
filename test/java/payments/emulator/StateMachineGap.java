package payments.emulator;

import org.jspecify.annotations.Nullable;

/**
 * Two calls about state machines that the provider makes and the emulator does not know (moto 5.2.1: "action has not been
 * implemented"; the provider asks again for minutes). The check of a definition says that it is well: nothing is checked
 * here, and the tests on the JSON walk the definition. The versions of a machine are none, which is true: we publish none.
 */
final class StateMachineGap {
    private static final String SERVICE = "AWSStepFunctions.";

    private StateMachineGap() {}

    /**
     * The answer to a request, or null where it asks for something else.
     *
     * @param target service and action
     */
    static @Nullable String answer(String target) {
        return switch (target) {
            case SERVICE + "ValidateStateMachineDefinition" -> "{\"result\":\"OK\",\"diagnostics\":[]}";
            case SERVICE + "ListStateMachineVersions" -> "{\"stateMachineVersions\":[]}";
            default -> null;
        };
    }
}
