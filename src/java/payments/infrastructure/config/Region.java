package payments.infrastructure.config;

/**
 * One AWS region of an environment.
 *
 * @param name the region's code, such as {@code eu-west-1}
 * @param cidr the addresses of its VPC
 */
public record Region(
        @Describe("AWS region code, such as eu-west-1") AwsRegion name,

        @Describe("IPv4 block of the region's VPC, /16 to /20, disjoint from every other region's")
        Cidr cidr) {
    /** The region's code as AWS writes it. */
    public String code() {
        return name.code();
    }
}
