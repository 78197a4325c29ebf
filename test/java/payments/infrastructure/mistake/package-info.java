/** The known mistakes that only a whole program shows, looked for in every deployment. */
@NullMarked
package payments.infrastructure.mistake;

import org.jspecify.annotations.NullMarked;
