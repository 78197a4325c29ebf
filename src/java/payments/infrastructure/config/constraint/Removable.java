package payments.infrastructure.config.constraint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a section of the settings that is there by default and that a deployment does without by writing {@link #NONE} for
 * it; the component is null then. Sections that are only there when asked for are merely nullable.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Removable {
    /** What stands in the file for a section that is not wanted. */
    String NONE = "none";
}
