package payments.infrastructure.config.deployment;

/** What an environment is for PCI DSS (4.0.1, 12.5.2: the scope is documented); the value of the tag {@code pci-scope}. */
public enum PciScope {
    /** Cardholder data environment: it stores, processes or transmits account data. */
    CDE,
    /** It reaches such an environment, or guards it. */
    CONNECTED,
    /** Neither. */
    OUT
}
