package payments.infrastructure.api;

import com.hashicorp.cdktf.providers.aws.apigatewayv2_api.Apigatewayv2Api;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_api_mapping.Apigatewayv2ApiMapping;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_domain_name.Apigatewayv2DomainName;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_domain_name.Apigatewayv2DomainNameDomainNameConfiguration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2Stage;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** A name of its own for a stage of an HTTP API, in this region, without a path before the routes. */
final class HttpDomain extends Construct {
    private final AliasTarget target;

    HttpDomain(
            Construct scope,
            String id,
            Placement placement,
            String name,
            CertificateArn certificateArn,
            Apigatewayv2Api api,
            Apigatewayv2Stage stage) {
        super(scope, id);
        Apigatewayv2DomainName domain = Apigatewayv2DomainName.Builder.create(this, "Resource")
                .provider(placement.provider())
                .domainName(name)
                .domainNameConfiguration(Apigatewayv2DomainNameDomainNameConfiguration.builder()
                        .certificateArn(certificateArn.value())
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")
                        .build())
                .tags(Map.of("Name", name))
                .build();
        Apigatewayv2ApiMapping.Builder.create(this, "mapping")
                .provider(placement.provider())
                .apiId(api.getId())
                .domainName(domain.getId())
                .stage(stage.getId())
                .build();
        this.target = new AliasTarget(
                domain.getDomainNameConfiguration().getTargetDomainName(),
                new HostedZoneId(domain.getDomainNameConfiguration().getHostedZoneId()));
    }

    AliasTarget target() {
        return target;
    }
}
