package payments.infrastructure.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/** What payments use, by the table {@code payment.tsv}, in the regions that take them. */
final class PaymentCharges {
    static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private static final String FUNCTION = "aws_lambda_function";
    private static final BigDecimal MEBIBYTES_OF_A_GIBIBYTE = BigDecimal.valueOf(1024);
    private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(128);
    private static final Table TABLE = Table.read("payment");

    private PaymentCharges() {}

    /**
     * A quantity that a million payments use of a resource.
     *
     * @param capability what it is for
     */
    record Use(String capability, Resource resource, Charge charge) {}

    /** What a million payments use, in every stack that takes payments. */
    static List<Use> ofAMillion(Program program) {
        List<Use> uses = new ArrayList<>();
        for (Stack stack : program.stacks()) {
            if (takesPayments(program, stack)) {
                for (List<String> row : TABLE.rows()) {
                    find(program, stack, row.get(1))
                            .ifPresent(resource -> uses.add(new Use(
                                    row.get(0),
                                    resource,
                                    new Charge(row.get(2), quantity(row.get(2), row.get(3), resource)))));
                }
            }
        }
        return uses;
    }

    /** A standby has the same functions, which say that they wait. */
    private static boolean takesPayments(Program program, Stack stack) {
        return program.resources(FUNCTION).stream()
                .filter(function -> function.stack().equals(stack))
                .anyMatch(function ->
                        function.attribute("environment.variables.REGION_ROLE").is("home"));
    }

    private static Optional<Resource> find(Program program, Stack stack, String named) {
        String[] parts = named.split(" ", 2);
        return program.resources(parts[0]).stream()
                .filter(resource -> resource.stack().equals(stack))
                .filter(resource -> resource.path().equals(stack.name() + "/" + parts[1]))
                .findFirst();
    }

    private static BigDecimal quantity(String meter, String each, Resource resource) {
        BigDecimal million = new BigDecimal(each).multiply(MILLION);
        return meter.equals("lambda-gb-second")
                ? million.multiply(resource.attribute("memory_size").number().orElse(LEAST_MEMORY))
                        .divide(MEBIBYTES_OF_A_GIBIBYTE)
                : million;
    }
}
