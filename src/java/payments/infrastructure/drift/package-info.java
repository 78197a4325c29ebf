/** What differs between the program, the state and the world, as Terraform plans tell of it. */
@NullMarked
package payments.infrastructure.drift;

import org.jspecify.annotations.NullMarked;
