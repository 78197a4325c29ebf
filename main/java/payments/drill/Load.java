package payments.drill;

/**
 * How much is asked of the service.
 *
 * @param orders new payments in a second, through the API
 * @param isWhole whether payments are captured and read as well, and messages come through the queue, half as many; else only new
 *     payments are made
 */
public record Load(double orders, boolean isWhole) {}
