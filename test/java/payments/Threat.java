package payments;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Names the threat cases whose expected outcome a test proves, for example {@code B07}. */
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Threat {
    String[] value();
}
