package payments.service.simulation.regions;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import payments.drill.engine.Crash;
import payments.drill.engine.TableLine;
import payments.drill.evidence.Violation;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What happens to the calls of one region: it dies, is cut off from the log, or a single call is lost before or after its
 * effect, refused, slow, comes twice or after its caller gave it up. At every call others may act, for as long as they like:
 * to the caller that is a region that froze and thawed.
 */
final class Weather implements TableLine.Faults {
    private static final int INTERLUDES_PER_MILLE = 60;
    private static final int KINDS = 8;

    /** What a table of multi-region strong consistency refuses (developer guide, "Multi-Region strong consistency"). */
    private static final Set<String> TRANSACTIONS = Set.of("transaction", "get two");

    private final World world;
    private final Region region;
    private final boolean toTheLog;

    Weather(World world, Region region, boolean toTheLog) {
        this.world = world;
        this.region = region;
        this.toTheLog = toTheLog;
    }

    @Override
    public <T> T around(String call, Supplier<T> effect) {
        if (toTheLog && TRANSACTIONS.contains(call)) {
            throw new Violation("H04", "a table of multi-region strong consistency knows no %s".formatted(call));
        }
        if (world.isCalm()) {
            return effect.get();
        }
        world.arriveSometimes();
        if (world.random.nextInt(1000) < INTERLUDES_PER_MILLE) {
            world.interlude();
        }
        if (region.isDead() || world.timeIsOver()) {
            world.note("  %s: %s is gone".formatted(call, region.name()));
            throw new Crash();
        }
        if (toTheLog && region.isCutOff()) {
            world.note("  %s: %s does not reach the log".formatted(call, region.name()));
            throw lost();
        }
        return world.random.nextInt(1000) < world.faultsPerMille ? disturbed(call, effect) : effect.get();
    }

    private <T> T disturbed(String call, Supplier<T> effect) {
        switch (world.random.nextInt(KINDS)) {
            case 0 -> {
                world.note("  %s: lost".formatted(call));
                throw lost();
            }
            case 1 -> {
                T unused = effect.get();
                world.note("  %s: done, answer lost".formatted(call));
                throw lost();
            }
            case 2 -> {
                world.note("  %s: refused".formatted(call));
                throw refused(toTheLog ? "ReplicatedWriteConflictException" : "ThrottlingException");
            }
            case 3 -> {
                world.note("  %s: slow".formatted(call));
                world.pass(Duration.ofMillis(world.random.nextInt(8_000)));
                return effect.get();
            }
            case 4 -> {
                T answer = effect.get();
                world.note("  %s: arrives twice".formatted(call));
                world.arriveUnheard(effect);
                return answer;
            }
            case 5 -> {
                world.note("  %s: given up, arrives later".formatted(call));
                world.later(effect);
                throw lost();
            }
            case 6 -> {
                world.note("  %s: killed before".formatted(call));
                throw new Crash();
            }
            default -> {
                T unused = effect.get();
                world.note("  %s: killed after".formatted(call));
                throw new Crash();
            }
        }
    }

    private static RuntimeException lost() {
        return SdkClientException.create("connection reset");
    }

    private static RuntimeException refused(String code) {
        return DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
