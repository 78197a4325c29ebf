/** The REST API in front of the functions. */
@NullMarked
package payments.infrastructure.api;

import org.jspecify.annotations.NullMarked;
