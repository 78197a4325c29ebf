/** Tests of the commands of regions, against the real engine of DynamoDB behind an address for all regions. */
@org.jspecify.annotations.NullMarked
package payments.regions;
