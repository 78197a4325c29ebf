package payments.infrastructure.config.deployment;

/** How the private subnets of a region reach the internet. */
public enum NatGateways {
    /** One gateway in each zone: a zone's failure leaves the others connected. */
    PER_ZONE,
    /** One gateway for all zones: cheaper, and gone when its zone fails. */
    SINGLE,
    /** No way out but the VPC endpoints. */
    NONE
}
