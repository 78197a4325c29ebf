package payments.service.batch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends the work at one call of a port, before or after its effect, as a killed function would. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    /** Counts the calls of all ports that it wraps. */
    static final class Plan {
        private final int fatalCall;
        private final boolean afterEffect;
        private int calls;

        Plan(int fatalCall, boolean afterEffect) {
            this.fatalCall = fatalCall;
            this.afterEffect = afterEffect;
        }

        /** A plan that lets all calls through, and counts them. */
        static Plan none() {
            return new Plan(Integer.MAX_VALUE, false);
        }

        int calls() {
            return calls;
        }

        <T> T wrap(Class<T> port, T target) {
            return port.cast(
                    Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        calls++;
                        if (calls == fatalCall && !afterEffect) {
                            throw new Crash();
                        }
                        Object result;
                        try {
                            method.setAccessible(true);
                            result = method.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (calls == fatalCall) {
                            throw new Crash();
                        }
                        return result;
                    }));
        }
    }
}
