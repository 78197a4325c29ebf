/** What outsiders see of the five reference systems, compared with what the program makes of them. */
@NullMarked
package payments.systems;

import org.jspecify.annotations.NullMarked;
