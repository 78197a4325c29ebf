/** The reference deployments: what each system asked for, value by value, on the stacks of its file. */
@NullMarked
package payments.infrastructure.deployments;

import org.jspecify.annotations.NullMarked;
