/** Measurements. Not tests: {@code test/performance/run} starts them. */
@NullMarked
package payments.performance;

import org.jspecify.annotations.NullMarked;
