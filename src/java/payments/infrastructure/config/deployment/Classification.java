package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;

/**
 * What an environment's data is. On every resource as tags, which decide how strictly the guardrails judge it; so what is
 * not said counts as the strictest.
 *
 * @param data how much harm the data could do
 * @param pciScope whether the environment is in the scope of PCI DSS
 */
public record Classification(
        @Fallback("restricted") @Describe("How sensitive the data is: tag data-class")
        DataClass data,

        @Fallback("cde") @Describe("Whether PCI DSS covers the environment: tag pci-scope")
        PciScope pciScope) {
    /** Whether real data may be here; the guardrails read the same from the tags. */
    public boolean isProduction() {
        return pciScope != PciScope.OUT || data == DataClass.CONFIDENTIAL || data == DataClass.RESTRICTED;
    }
}
