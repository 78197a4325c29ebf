/** What the guardrails found, as text for people, JSON, SARIF for code scanning, and a page for the auditor. */
@NullMarked
package payments.infrastructure.report;

import org.jspecify.annotations.NullMarked;
