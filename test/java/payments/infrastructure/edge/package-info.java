/** Tests of the firewall. */
@NullMarked
package payments.infrastructure.edge;

import org.jspecify.annotations.NullMarked;
