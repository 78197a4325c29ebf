/** As much of DynamoDB as the service's adapters need, in memory: for the drill, and for the tests' random histories. */
@NullMarked
package payments.drill.engine;

import org.jspecify.annotations.NullMarked;
