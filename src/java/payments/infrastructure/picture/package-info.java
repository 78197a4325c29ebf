/**
 * The picture of what will be deployed: who calls whom, where data lies, and what connects the regions. It is read from the
 * synthesized program and from nothing else, so it cannot show something that is not deployed. Knows nothing of CDKTF.
 */
@NullMarked
package payments.infrastructure.picture;

import org.jspecify.annotations.NullMarked;
