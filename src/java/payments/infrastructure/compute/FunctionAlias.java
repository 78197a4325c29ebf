package payments.infrastructure.compute;

/**
 * The alias of a function, as those need it who call the function: a permission, an integration and a target each want
 * another of its names, and taking the wrong one fails only when somebody calls.
 *
 * @param functionName name of the function
 * @param name name of the alias, the qualifier of a permission
 * @param arn what a load balancer's target and an event source name
 * @param invokeArn what API Gateway's integrations name
 */
public record FunctionAlias(String functionName, String name, String arn, String invokeArn) {}
