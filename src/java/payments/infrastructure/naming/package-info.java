/** How everything is named: the one place where resource names and ARNs are made. */
@NullMarked
package payments.infrastructure.naming;

import org.jspecify.annotations.NullMarked;
