package payments.infrastructure.network;

import java.util.List;
import java.util.stream.IntStream;
import payments.infrastructure.config.Cidr;

/**
 * Which /24 of a VPC's block each subnet takes: public ones from number 1, private ones from number 10, so that the third
 * number of an address tells what it belongs to, in every region and environment.
 */
public final class SubnetLayout {
    private static final int FIRST_PUBLIC = 1;
    private static final int FIRST_PRIVATE = 10;

    private SubnetLayout() {}

    /** The blocks of the public subnets, one for each zone. */
    public static List<String> publicSubnets(Cidr vpc, int zones) {
        return blocks(vpc, FIRST_PUBLIC, zones);
    }

    /** The blocks of the private subnets, one for each zone. */
    public static List<String> privateSubnets(Cidr vpc, int zones) {
        return blocks(vpc, FIRST_PRIVATE, zones);
    }

    private static List<String> blocks(Cidr vpc, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(vpc::subnet).toList();
    }
}
