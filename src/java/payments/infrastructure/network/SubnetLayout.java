package payments.infrastructure.network;

import java.util.List;
import java.util.stream.IntStream;
import payments.infrastructure.config.deployment.Cidr;

/**
 * Which /24 of a VPC's block each subnet takes: public ones from number 1, private ones from number 10, so that the third
 * number of an address shows what it belongs to, in every region and environment.
 */
public final class SubnetLayout {
    private static final int FIRST_PUBLIC = 1;
    private static final int FIRST_PRIVATE = 10;
    private static final int FIRST_OF_PRIVATE_BLOCK = 8;
    private static final int PRIVATE_BLOCK_PREFIX = 21;

    private SubnetLayout() {}

    /** The blocks of the public subnets, one for each zone. */
    public static List<String> publicSubnets(Cidr vpc, int zones) {
        return blocks(vpc, FIRST_PUBLIC, zones);
    }

    /** The blocks of the private subnets, one for each zone. */
    public static List<String> privateSubnets(Cidr vpc, int zones) {
        return blocks(vpc, FIRST_PRIVATE, zones);
    }

    /**
     * The block of all private subnets and of no public one, for routes from a peer: numbers 8 to 15, of which the private
     * subnets are 10 to 15.
     */
    public static String privateBlock(Cidr vpc) {
        return vpc.range(FIRST_OF_PRIVATE_BLOCK, PRIVATE_BLOCK_PREFIX);
    }

    private static List<String> blocks(Cidr vpc, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(vpc::subnet).toList();
    }
}
