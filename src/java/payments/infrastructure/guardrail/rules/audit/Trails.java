package payments.infrastructure.guardrail.rules.audit;

import java.util.List;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/** The environments of a program that have something in AWS, and their trails. */
final class Trails {
    private Trails() {}

    /** The stacks of each environment with at least one managed AWS resource, without the others. */
    static List<List<Stack>> environments(Program program) {
        return program.environments().values().stream()
                .map(stacks -> stacks.stream().filter(Trails::isAws).toList())
                .filter(stacks -> !stacks.isEmpty())
                .toList();
    }

    /** The managed resources of a type in some stacks. */
    static List<Resource> of(List<Stack> stacks, String type) {
        return stacks.get(0).program().resources(type).stream()
                .filter(resource -> stacks.contains(resource.stack()))
                .toList();
    }

    private static boolean isAws(Stack stack) {
        return stack.resources().stream().anyMatch(Trails::isManagedByAws);
    }

    private static boolean isManagedByAws(Resource resource) {
        return resource.kind() == Resource.Kind.MANAGED && resource.type().startsWith("aws_");
    }
}
