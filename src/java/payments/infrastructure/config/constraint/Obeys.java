package payments.infrastructure.config.constraint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rule of AWS or Terraform that a text must obey, where it takes more than a pattern to say it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Obeys {
    /** The rule; of a list, each entry must obey it. */
    ValueRule value();
}
