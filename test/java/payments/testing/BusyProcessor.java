package payments.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A slow test that computes, here or in processes that it starts, and does not wait: such classes run one after the other, beside all
 * that wait for Terraform. What synthesizes in this process is {@link BusyBindings} instead: a machine of two cores has room for one of each.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("processor")
public @interface BusyProcessor {}
