package payments.app;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and hands them the environment variables, which nothing else reads. */
final class Commands implements IFactory {
    private final Map<String, String> variables;

    Commands(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == SynthCommand.class) {
            return type.cast(new SynthCommand(variables));
        }
        if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(variables));
        }
        if (type == ConsistencyCommand.class) {
            return type.cast(new ConsistencyCommand(variables));
        }
        if (type == StacksCommand.class) {
            return type.cast(new StacksCommand(variables));
        }
        if (type == DriftCommand.class) {
            return type.cast(new DriftCommand(variables));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
