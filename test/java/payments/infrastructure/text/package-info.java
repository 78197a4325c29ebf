/** What helps to write messages. */
@NullMarked
package payments.infrastructure.text;

import org.jspecify.annotations.NullMarked;
