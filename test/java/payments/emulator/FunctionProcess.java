package payments.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for the Lambda runtime in a process of its own: makes the handler that the deployed function names, and gives
 * it the event. The process has the environment variables that the deployed function has.
 */
public final class FunctionProcess {
    private FunctionProcess() {}

    /**
     * Prints the handler's answer to one event.
     *
     * @param arguments the function's handler setting, then the event as JSON
     */
    public static void main(String[] arguments) throws Exception {
        String handlerClass = arguments[0].substring(0, arguments[0].indexOf("::"));
        RequestStreamHandler handler = Class.forName(handlerClass)
                .asSubclass(RequestStreamHandler.class)
                .getConstructor()
                .newInstance();
        handler.handleRequest(
                new ByteArrayInputStream(arguments[1].getBytes(StandardCharsets.UTF_8)), System.out, context());
        System.out.flush();
    }

    /** A context in which every text is the same and half a minute is left. */
    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 30_000 : "test");
    }
}
