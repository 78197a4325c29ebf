package payments.infrastructure.guardrail.rules.reviewed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What an argument may say. */
sealed interface Form {
    /**
     * Whether a value is as it was reviewed.
     *
     * @param holder what has the argument; empty for what is no resource, such as a provider
     */
    boolean accepts(Value value, Optional<Resource> holder);

    /** Whether it accepts every value, so that none needs to be read. */
    default boolean isOpen() {
        return false;
    }

    /** Another argument's value makes no difference here, or a rule of its own judges this one. */
    record Anything() implements Form {
        @Override
        public boolean accepts(Value value, Optional<Resource> holder) {
            return true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    /** Nothing: it must not be written. */
    record Never() implements Form {
        @Override
        public boolean accepts(Value value, Optional<Resource> holder) {
            return false;
        }
    }

    /** Exactly this, as a text, number or boolean. */
    record Exactly(String text) implements Form {
        private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

        @Override
        public boolean accepts(Value value, Optional<Resource> holder) {
            return value.is(text)
                    || (NUMBER.matcher(text).matches()
                            && value.number()
                                    .filter(number -> number.compareTo(new BigDecimal(text)) == 0)
                                    .isPresent());
        }
    }

    /**
     * A number.
     *
     * @param from the smallest
     * @param to the largest
     */
    record Between(BigDecimal from, BigDecimal to) implements Form {
        @Override
        public boolean accepts(Value value, Optional<Resource> holder) {
            return value.number()
                    .filter(number -> number.compareTo(from) >= 0 && number.compareTo(to) <= 0)
                    .isPresent();
        }
    }

    /** A text of this pattern, as a whole; what only AWS knows stands in it as an expression. */
    record Like(Pattern pattern) implements Form {
        @Override
        public boolean accepts(Value value, Optional<Resource> holder) {
            return pattern.matcher(value.text()).matches();
        }
    }

    /**
     * A resource of a type, by reference, ARN or name.
     *
     * @param type its type
     * @param path the path of its construct below the stack; empty for any
     * @param own whether it must be part of the same construct of the stack
     */
    record Means(String type, String path, boolean own) implements Form {
        @Override
        public boolean accepts(Value value, Optional<Resource> holder) {
            Optional<Resource> meant =
                    value.target(type).or(() -> holder.flatMap(resource -> resource.find(type, value)));
            return meant.filter(found -> path.isEmpty() || below(found).equals(path))
                    .filter(found -> !own
                            || holder.filter(mine ->
                                            root(mine).isEmpty() || root(mine).equals(root(found)))
                                    .isPresent())
                    .isPresent();
        }

        /** The path without the stack. */
        private static String below(Resource resource) {
            String path = resource.path();
            return path.substring(path.indexOf('/') + 1);
        }

        /** The construct of the stack that something is part of; empty for what no construct made. */
        private static String root(Resource resource) {
            return Origin.hasPath(resource.body()) ? below(resource).replaceFirst("/.*", "") : "";
        }
    }

    /** Reads one form: see {@link ReviewedList}. */
    static Form of(String written) {
        Matcher range =
                Pattern.compile("(-?[0-9.]*[0-9])?\\.\\.(-?[0-9.]*[0-9])?").matcher(written);
        if (written.equals("any") || written.equals("judged")) {
            return new Anything();
        } else if (written.equals("never")) {
            return new Never();
        } else if (range.matches()) {
            return new Between(bound(range.group(1), "-1000000000000"), bound(range.group(2), "1000000000000"));
        } else if (written.startsWith("~")) {
            return new Like(Pattern.compile(written.substring(1), Pattern.DOTALL));
        }
        List<String> words = List.of(written.split(" ", -1));
        if (words.size() == 2 && (words.get(0).equals("ref") || words.get(0).equals("own"))) {
            String[] place = words.get(1).split("@", 2);
            return new Means(
                    place[0], place.length > 1 ? place[1] : "", words.get(0).equals("own"));
        }
        return new Exactly(written.equals("\"\"") ? "" : written);
    }

    private static BigDecimal bound(@Nullable String written, String otherwise) {
        return new BigDecimal(written == null ? otherwise : written);
    }
}
