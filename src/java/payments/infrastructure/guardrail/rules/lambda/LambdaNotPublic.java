package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No permission lets every caller invoke a function, and no URL of a function answers without a signature. A condition on
 * the organization does not restrict the caller.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">AWS: resource-based policies of functions</a>
 */
@Guardrail(
        id = "lambda-permission-not-public",
        severity = Severity.CRITICAL,
        expects = "a named principal, and AWS_IAM for function URLs",
        fix = "name the service or role in principal; set authorization_type to AWS_IAM",
        why = "A public function accepts calls from every caller, past API, firewall and log",
        pci = "7.2.1",
        sources = {
            "PCI.DSS.321-LambdaFunctionPublicAccessProhibited",
            "CKV_AWS_301",
            "CKV_AWS_258",
            "Lambda.1",
            "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"
        })
final class LambdaNotPublic extends ResourceRule {
    LambdaNotPublic() {
        super("aws_lambda_permission", "aws_lambda_function_url");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().equals("aws_lambda_function_url")) {
            verdicts.require(resource, "authorization_type", type -> type.is("AWS_IAM"));
            return;
        }
        verdicts.require(
                resource,
                "principal",
                principal -> principal.isPresent() && !principal.text().contains("*"));
        verdicts.require(resource, "function_url_auth_type", type -> type.isAbsent() || type.is("AWS_IAM"));
    }
}
