package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** Terraform's operators on values that are known; on others the result is not known, but for what decides alone. */
final class Operators {
    private Operators() {}

    static Optional<Value> apply(String operator, List<Value> operands) {
        Value left = operands.get(0);
        if (operands.size() == 1) {
            return operator.equals("!")
                    ? truth(left).map(known -> of(!known))
                    : left.number().map(number -> of(number.negate()));
        }
        Value right = operands.get(1);
        return switch (operator) {
            case "&&", "||" -> logic(operator.equals("||"), left, right);
            case "==", "!=" -> equal(left, right).map(same -> of(same == operator.equals("==")));
            default ->
                left.number().flatMap(first -> right.number().flatMap(second -> arithmetic(operator, first, second)));
        };
    }

    /** One side may decide alone: it is the value that ends the search. */
    private static Optional<Value> logic(boolean deciding, Value left, Value right) {
        Optional<Boolean> first = truth(left);
        Optional<Boolean> second = truth(right);
        if (first.filter(value -> value == deciding).isPresent()
                || second.filter(value -> value == deciding).isPresent()) {
            return Optional.of(of(deciding));
        }
        return first.isPresent() && second.isPresent() ? Optional.of(of(!deciding)) : Optional.empty();
    }

    private static Optional<Boolean> truth(Value value) {
        return value.isTrue() ? Optional.of(true) : value.isFalse() ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Boolean> equal(Value left, Value right) {
        boolean open = (left.isPresent() && !left.isKnown()) || (right.isPresent() && !right.isKnown());
        if (open) {
            return Optional.empty();
        }
        if (left.isAbsent() || right.isAbsent()) {
            return Optional.of(left.isAbsent() && right.isAbsent());
        }
        if (left.json().isNumber() && right.json().isNumber()) {
            return Optional.of(left.number().equals(right.number())
                    || left.json().decimalValue().compareTo(right.json().decimalValue()) == 0);
        }
        return Optional.of(left.json().equals(right.json()));
    }

    private static Optional<Value> arithmetic(String operator, BigDecimal first, BigDecimal second) {
        boolean divides = operator.equals("/") || operator.equals("%");
        if (divides && second.signum() == 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (operator) {
                    case "+" -> of(first.add(second));
                    case "-" -> of(first.subtract(second));
                    case "*" -> of(first.multiply(second, MathContext.DECIMAL128));
                    case "/" -> of(first.divide(second, MathContext.DECIMAL128));
                    case "%" -> of(first.remainder(second));
                    case "<" -> of(first.compareTo(second) < 0);
                    case "<=" -> of(first.compareTo(second) <= 0);
                    case ">" -> of(first.compareTo(second) > 0);
                    case ">=" -> of(first.compareTo(second) >= 0);
                    default -> null;
                });
    }

    private static Value of(boolean value) {
        return Value.of(BooleanNode.valueOf(value));
    }

    private static Value of(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return Value.of(DecimalNode.valueOf(plain.scale() < 0 ? plain.setScale(0) : plain));
    }
}
