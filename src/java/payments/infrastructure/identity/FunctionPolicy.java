package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.naming.ResourceName;

/** What a function's role may do: its own work, and what every function does. */
final class FunctionPolicy {
    private static final String ANY = "*";

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
        if (context.settings().network() != null) {
            statements.addAll(NetworkAttachment.of(
                    context.inEachRegion(region -> context.arns().function(region, name))));
        }
        return new PolicyDocument(statements);
    }
}
