package payments.regions;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.UnreadablePaymentException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Calls to one region: each ends within {@link #LONGEST}, with an answer or with words that say which region gave none. */
final class Reach {
    /** Several attempts, each of 3 seconds at most. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int LONGEST_MESSAGE = 300;

    private Reach() {}

    /**
     * Calls a region.
     *
     * @param what the table that is called
     * @throws RegionsException when there is no answer in time, or a refusal
     */
    static <T> T in(String region, String what, Function<Deadline, T> call) {
        try {
            return call.apply(Deadline.in(LONGEST));
        } catch (UnavailableException e) {
            throw new RegionsException(
                    "a region gives no answer",
                    "%s in %s: %s".formatted(what, region, said(e)),
                    "the network or the credentials, and run the same command again; where the region is lost, see --lost");
        } catch (UnreadablePaymentException e) {
            throw new RegionsException(
                    "an item cannot be read",
                    "%s in %s: %s".formatted(what, region, said(e)),
                    "what else writes to that table, and report it");
        } catch (ResourceNotFoundException e) {
            throw new RegionsException(
                    "a table is not there",
                    "%s in %s".formatted(what, region),
                    "--deployment or --environment, or deploy the stack of that region first");
        } catch (SdkException e) {
            throw new RegionsException(
                    "AWS refuses a call",
                    "%s in %s: %s".formatted(what, region, said(e)),
                    "the credentials or the rights that this names, and run the same command again");
        }
    }

    /** The first line of the innermost message: what the network or AWS said. */
    private static String said(Throwable failure) {
        String line = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .flatMap(message -> message.lines().findFirst())
                .orElse("no reason is given");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }

    /** The same, where a region that does not answer is part of the answer. */
    static <T> Answer<T> ask(String region, String what, Function<Deadline, T> call) {
        try {
            return new Answer<>(Optional.of(in(region, what, call)), "");
        } catch (RegionsException e) {
            return new Answer<>(Optional.empty(), e.at());
        }
    }

    /**
     * What a region answered.
     *
     * @param value empty where it did not
     * @param why why not
     */
    record Answer<T>(Optional<T> value, String why) {}
}
