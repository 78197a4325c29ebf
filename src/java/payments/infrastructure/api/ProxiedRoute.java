package payments.infrastructure.api;

import com.hashicorp.cdktf.providers.aws.api_gateway_integration.ApiGatewayIntegration;
import com.hashicorp.cdktf.providers.aws.api_gateway_method.ApiGatewayMethod;

/** A route with the method that takes its requests and the integration that passes them to the function. */
record ProxiedRoute(ApiRoute route, ApiGatewayMethod method, ApiGatewayIntegration integration) {}
