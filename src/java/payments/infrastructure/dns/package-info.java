/** The names by which callers find the regions, the certificates of these names, and the health that decides where they lead. */
@NullMarked
package payments.infrastructure.dns;

import org.jspecify.annotations.NullMarked;
