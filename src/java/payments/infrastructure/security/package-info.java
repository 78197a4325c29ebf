/** Customer-managed keys and security groups of a region. */
@NullMarked
package payments.infrastructure.security;

import org.jspecify.annotations.NullMarked;
