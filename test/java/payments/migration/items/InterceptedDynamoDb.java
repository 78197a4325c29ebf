package payments.migration.items;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real engine, with something that happens before each call of one operation. */
final class InterceptedDynamoDb {
    /** What happens before the call of this number, from 1. */
    interface Before {
        void call(int number);
    }

    private InterceptedDynamoDb() {}

    static DynamoDbClient before(DynamoDbClient engine, String operation, Before before) {
        AtomicInteger calls = new AtomicInteger();
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        before.call(calls.incrementAndGet());
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
