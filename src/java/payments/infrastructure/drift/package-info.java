/** What differs between the program, the state and the world, as Terraform plans report it. */
@NullMarked
package payments.infrastructure.drift;

import org.jspecify.annotations.NullMarked;
