/**
 * What a deployment file says, as records that cannot hold an invalid value. Start at {@link
 * payments.infrastructure.config.Deployment}.
 */
@NullMarked
package payments.infrastructure.config;

import org.jspecify.annotations.NullMarked;
