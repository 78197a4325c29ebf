package payments.infrastructure.config.constraint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The texts that a record component accepts. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Matches {
    /** A regular expression for the whole text. */
    String value();

    /** The same in words, as an error message and the JSON Schema say it. */
    String says();
}
