/**
 * What must be true of regions that share payments, judged by what lies in their tables, in the log, in ledgers and topics, and by what
 * callers were answered. It shares no code with the service that it judges.
 */
@NullMarked
package payments.drill.evidence;

import org.jspecify.annotations.NullMarked;
