package payments.infrastructure.config.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The AWS regions that a deployment may name, with the number of availability zones that every account can use.
 *
 * <p>Only regions of the commercial partition, and of those only ones with the services that the platform needs. Source:
 * AWS global infrastructure, "Regions and Availability Zones".
 */
public enum AwsRegion {
    US_EAST_1(5),
    US_EAST_2(3),
    US_WEST_1(2),
    US_WEST_2(4),
    CA_CENTRAL_1(3),
    SA_EAST_1(3),
    EU_CENTRAL_1(3),
    EU_CENTRAL_2(3),
    EU_NORTH_1(3),
    EU_SOUTH_1(3),
    EU_SOUTH_2(3),
    EU_WEST_1(3),
    EU_WEST_2(3),
    EU_WEST_3(3),
    AP_EAST_1(3),
    AP_NORTHEAST_1(3),
    AP_NORTHEAST_2(4),
    AP_NORTHEAST_3(3),
    AP_SOUTH_1(3),
    AP_SOUTH_2(3),
    AP_SOUTHEAST_1(3),
    AP_SOUTHEAST_2(3),
    AP_SOUTHEAST_3(3),
    AP_SOUTHEAST_4(3),
    AF_SOUTH_1(3),
    IL_CENTRAL_1(3, false),
    ME_CENTRAL_1(3),
    ME_SOUTH_1(3);

    private final int zones;
    private final boolean databases;

    AwsRegion(int zones) {
        this(zones, true);
    }

    AwsRegion(int zones, boolean databases) {
        this.zones = zones;
        this.databases = databases;
    }

    /** The region's code as AWS writes it, such as {@code eu-west-1}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The number of availability zones to spread over; us-east-1's oldest zone is left out of its six. */
    public int zones() {
        return zones;
    }

    /**
     * Whether functions can trust a database there: whether they carry the region's certificate authorities of RDS, in
     * {@code lambda-handler/resources/payments/service/database/authorities}.
     */
    public boolean databases() {
        return databases;
    }

    /** The codes of the regions in which a database can be used. */
    public static List<String> codesWithDatabases() {
        return Arrays.stream(values())
                .filter(AwsRegion::databases)
                .map(AwsRegion::code)
                .toList();
    }

    /** All codes, in the order of this list. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(AwsRegion::code).toList();
    }

    @Override
    public String toString() {
        return code();
    }
}
