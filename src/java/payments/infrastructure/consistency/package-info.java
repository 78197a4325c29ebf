/** Whether the environments of a program are the same but for what may differ: compared on the synthesized program. */
@NullMarked
package payments.infrastructure.consistency;

import org.jspecify.annotations.NullMarked;
