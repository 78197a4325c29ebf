/**
 * What the platform and the payment service agree on: the functions, the jar of each, and the variables of each. Start at
 * {@link payments.contract.FunctionContract}.
 */
@org.jspecify.annotations.NullMarked
package payments.contract;
