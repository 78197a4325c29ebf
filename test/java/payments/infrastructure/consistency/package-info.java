@NullMarked
package payments.infrastructure.consistency;

import org.jspecify.annotations.NullMarked;
