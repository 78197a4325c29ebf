/**
 * A build step: the provider's package without the parts that this program does not use. CDKTF's constructs run in
 * Node.js, which reads the whole package at each start; of its 1,792 modules the program needs about 120.
 */
@NullMarked
package payments.infrastructure.bindings;

import org.jspecify.annotations.NullMarked;
