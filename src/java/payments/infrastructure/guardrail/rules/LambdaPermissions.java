package payments.infrastructure.guardrail.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Who may call a function. */
public final class LambdaPermissions {
    private LambdaPermissions() {}

    /** The permissions of the program for a function: by its name or ARN, through an alias, or for one that cannot be read. */
    public static List<Resource> of(Resource function) {
        Program program = function.stack().program();
        return program.once(Named.class, Named.class, () -> Named.of(program)).of(function);
    }

    /**
     * The permissions of a program by the functions that they name.
     *
     * @param open those whose function cannot be read
     */
    private record Named(Map<Resource, List<Resource>> functions, List<Resource> open) {
        static Named of(Program program) {
            Named all = new Named(new HashMap<>(), new ArrayList<>());
            for (Resource permission : program.resources("aws_lambda_permission")) {
                named(permission)
                        .map(function -> all.functions.computeIfAbsent(function, none -> new ArrayList<>()))
                        .orElse(all.open)
                        .add(permission);
            }
            return all;
        }

        List<Resource> of(Resource function) {
            return Stream.concat(functions.getOrDefault(function, List.of()).stream(), open.stream())
                    .filter(permission -> permission.isBeside(function))
                    .toList();
        }
    }

    private static Optional<Resource> named(Resource permission) {
        Value name = permission.attribute("function_name");
        return permission.find("aws_lambda_function", name).or(() -> permission
                .find("aws_lambda_alias", name)
                .flatMap(alias -> alias.find("aws_lambda_function", alias.attribute("function_name"))));
    }
}
