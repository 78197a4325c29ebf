/** The program: reads a deployment file, builds its stacks, writes Terraform JSON. Start at {@link payments.app.Main}. */
@NullMarked
package payments.app;

import org.jspecify.annotations.NullMarked;
