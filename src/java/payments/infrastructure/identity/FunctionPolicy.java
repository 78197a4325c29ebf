package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.naming.ResourceName;

/** What a function's role may do: its own work, and what every function does. */
final class FunctionPolicy {
    private static final String ANY = "*";

    /** Lambda attaches functions to the VPC with the function's own role. */
    private static final String[] NETWORK = {
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses"
    };

    /** The function's code must not: Lambda guide, "Giving Lambda functions access to resources in a VPC". */
    private static final String[] NOT_FOR_CODE = {
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DetachNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses"
    };

    private FunctionPolicy() {}

    /** The function's own statements, and those of every function. */
    static PolicyDocument of(RoleContext context, ResourceName function, List<Statement> own) {
        String name = context.name(function);
        List<Statement> statements = new ArrayList<>(own);
        statements.add(Statement.allow("WriteOwnLogs", "logs:CreateLogStream", "logs:PutLogEvents")
                .on(context.inEachRegion(region -> context.arns().logGroup(region, "/aws/lambda/" + name) + ":*")));
        // Neither action knows resources: AWS service authorization reference, AWS X-Ray.
        statements.add(Statement.allow("SendTraces", "xray:PutTraceSegments", "xray:PutTelemetryRecords")
                .on(ANY));
        if (context.inNetwork()) {
            statements.add(Statement.allow("AttachToNetwork", NETWORK).on(ANY));
            statements.add(Statement.deny("KeepCodeOffTheNetworkInterfaces", NOT_FOR_CODE)
                    .on(ANY)
                    .when(
                            "ArnEquals",
                            "lambda:SourceFunctionArn",
                            context.inEachRegion(region -> context.arns().function(region, name))
                                    .toArray(String[]::new)));
        }
        return new PolicyDocument(statements);
    }
}
