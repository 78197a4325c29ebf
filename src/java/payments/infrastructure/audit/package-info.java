/** Records of who did what in an account and of how it is configured, and what watches them. */
@NullMarked
package payments.infrastructure.audit;

import org.jspecify.annotations.NullMarked;
