package payments.infrastructure.guardrail.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The definition of a rule, on its class. The catalogue of all rules is made from these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Guardrail {
    /** The name in messages, reports and suppressions, such as {@code kms-rotation-enabled}. */
    String id();

    /** How bad a failure is. */
    Severity severity();

    /** What must be, in one sentence that ends a message: "expected ...". */
    String expects();

    /** What to change, in a few words. */
    String fix();

    /** What goes wrong without it, in one sentence. */
    String why();

    /** The requirements of PCI DSS v4.0.1 that it supports; empty for wiring and reliability. */
    String[] pci() default {};

    /** Public rules and documents that ask for the same, or {@code ours} with the reason. */
    String[] sources();
}
