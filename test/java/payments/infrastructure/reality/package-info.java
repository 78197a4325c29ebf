/** Facts about AWS: how they are written, read and refreshed. */
@NullMarked
package payments.infrastructure.reality;

import org.jspecify.annotations.NullMarked;
