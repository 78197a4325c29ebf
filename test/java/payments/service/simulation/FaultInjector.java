package payments.service.simulation;

import java.util.function.Supplier;

/** Stands between the service and every port. */
interface FaultInjector {
    /** Nothing goes wrong. */
    FaultInjector NONE = new FaultInjector() {
        @Override
        public <T> T around(Port port, String call, Supplier<T> effect) {
            return effect.get();
        }
    };

    /** Has the call take effect or not, answers or fails. */
    <T> T around(Port port, String call, Supplier<T> effect);

    /** For calls without an answer. */
    default void around(Port port, String call, Runnable effect) {
        Boolean unused = around(port, call, () -> {
            effect.run();
            return true;
        });
    }
}
