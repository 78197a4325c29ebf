package payments.infrastructure.api;

import com.hashicorp.cdktf.providers.aws.api_gateway_base_path_mapping.ApiGatewayBasePathMapping;
import com.hashicorp.cdktf.providers.aws.api_gateway_domain_name.ApiGatewayDomainName;
import com.hashicorp.cdktf.providers.aws.api_gateway_domain_name.ApiGatewayDomainNameEndpointConfiguration;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import java.util.List;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** A name of its own for a stage of a REST API, in this region, without a path before the routes. */
final class RestDomain extends Construct {
    private final AliasTarget target;

    RestDomain(
            Construct scope,
            String id,
            Placement placement,
            String name,
            CertificateArn certificateArn,
            ApiGatewayRestApi api,
            ApiStage stage) {
        super(scope, id);
        ApiGatewayDomainName domain = ApiGatewayDomainName.Builder.create(this, "Resource")
                .provider(placement.provider())
                .domainName(name)
                .regionalCertificateArn(certificateArn.value())
                .endpointConfiguration(ApiGatewayDomainNameEndpointConfiguration.builder()
                        .types(List.of("REGIONAL"))
                        .build())
                .securityPolicy("TLS_1_2")
                .tags(Map.of("Name", name))
                .build();
        ApiGatewayBasePathMapping.Builder.create(this, "mapping")
                .provider(placement.provider())
                .apiId(api.getId())
                .stageName(stage.name())
                .domainName(domain.getDomainName())
                .build();
        this.target = new AliasTarget(domain.getRegionalDomainName(), new HostedZoneId(domain.getRegionalZoneId()));
    }

    AliasTarget target() {
        return target;
    }
}
