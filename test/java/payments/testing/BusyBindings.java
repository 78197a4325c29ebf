package payments.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A slow test that synthesizes many times in this process: such classes run one after the other, since they share the bindings' one
 * Node.js, and beside one of those that keep a {@link BusyProcessor}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("bindings")
public @interface BusyBindings {}
