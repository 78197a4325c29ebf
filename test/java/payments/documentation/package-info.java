/** Tests of what the documents say. */
@NullMarked
package payments.documentation;

import org.jspecify.annotations.NullMarked;
