/** How callers enter a region through API Gateway. Start at {@link payments.infrastructure.api.PublicEntry}. */
@NullMarked
package payments.infrastructure.api;

import org.jspecify.annotations.NullMarked;
