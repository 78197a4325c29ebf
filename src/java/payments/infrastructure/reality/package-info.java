/**
 * What is known about AWS and cannot be derived: dated tables in the jar, each with its source. They hold facts; who judges
 * by them is elsewhere. They are written by {@code test/tools/reality/refresh}, or by hand where no package has the fact.
 */
@NullMarked
package payments.infrastructure.reality;

import org.jspecify.annotations.NullMarked;
