package payments.app;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and hands them the environment variables, which nothing else reads. */
final class Commands implements IFactory {
    private final EnvironmentVariables variables;

    Commands(EnvironmentVariables variables) {
        this.variables = variables;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return PaymentsCommand.class.isAssignableFrom(type)
                ? type.getDeclaredConstructor(EnvironmentVariables.class).newInstance(variables)
                : CommandLine.defaultFactory().create(type);
    }
}
