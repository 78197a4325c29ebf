package payments.infrastructure.identity;

import java.util.List;

/**
 * What a function needs to live in a network. Lambda attaches functions to the VPC with the function's own role; the
 * function's code must not (Lambda guide, "Giving Lambda functions access to resources in a VPC").
 */
final class NetworkAttachment {
    private NetworkAttachment() {}

    /** The statements for a role of these functions. */
    static List<Statement> of(List<String> functionArns) {
        return List.of(
                Statement.allow(
                                "AttachToNetwork",
                                "ec2:CreateNetworkInterface",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:DeleteNetworkInterface",
                                "ec2:AssignPrivateIpAddresses",
                                "ec2:UnassignPrivateIpAddresses")
                        .on("*"),
                Statement.deny(
                                "KeepCodeOffTheNetworkInterfaces",
                                "ec2:CreateNetworkInterface",
                                "ec2:DeleteNetworkInterface",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:DetachNetworkInterface",
                                "ec2:AssignPrivateIpAddresses",
                                "ec2:UnassignPrivateIpAddresses")
                        .on("*")
                        .when("ArnEquals", "lambda:SourceFunctionArn", functionArns.toArray(String[]::new)));
    }
}
