package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import payments.drill.Callers.Made;
import payments.drill.evidence.Doubles;
import payments.drill.evidence.Evidence;
import payments.drill.evidence.Judgement;
import payments.drill.evidence.Violation;

/** A drill: load, the loss of a region, the runbook, the region's return, the way back, rest, judgement. */
public final class Drill {
    private static final Duration BEFORE_LOAD = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT_FOR_A_LOSS = Duration.ofMinutes(3);
    private static final Duration SHORTLY = Duration.ofMillis(500);
    private static final Duration UNTIL_THE_FENCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_THE_WAY_BACK = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final Duration BEHIND_IT = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(40);
    private static final Duration LONGEST_MOVE = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 30;

    private final Rehearsal rehearsal;
    private final World world;
    private final Callers callers;
    private final Runbook runbook;
    private final List<String> unreadable = new ArrayList<>();
    private final List<String> notPublished = new ArrayList<>();
    private boolean over;

    private Drill(Rehearsal rehearsal, Loss loss, Random random) {
        this.rehearsal = rehearsal;
        this.world = new World(rehearsal, loss);
        this.callers = new Callers(world, rehearsal.load(), random);
        this.runbook = new Runbook(world);
    }

    /**
     * Tries it out.
     *
     * @throws NoSuchCallException when the region makes fewer calls than the one at which it was to be lost
     */
    public static DrillReport run(Rehearsal rehearsal) {
        Random random = new Random(rehearsal.seed());
        Loss loss = rehearsal
                .accident()
                .call()
                .map(call -> Loss.atCall(rehearsal.lost(), call))
                .orElseGet(() -> Loss.drawn(rehearsal.lost(), random));
        return new Drill(rehearsal, loss, random).lose();
    }

    /** Moves the payments by a plan, under load, with no region lost; how long callers had no region that takes orders. */
    public static DrillReport runPlanned(Rehearsal rehearsal) {
        return new Drill(rehearsal, Loss.none(rehearsal.lost()), new Random(rehearsal.seed())).planned();
    }

    private void start() {
        runbook.init(rehearsal.topology().home());
        world.sites().forEach(Site::begin);
        world.timeline().in(BEFORE_LOAD, callers::begin);
    }

    private DrillReport planned() {
        start();
        world.timeline().in(UNTIL_THE_FENCE, () -> moveBy(rehearsal.target(), "a planned move", MOST_TRIES));
        comeToRest();
        return report(Timeline.START.plus(UNTIL_THE_FENCE));
    }

    private DrillReport lose() {
        world.whenLost(() -> {
            Instant lost = world.now();
            world.timeline().at(lost.plus(rehearsal.accident().decision()), this::decide);
            world.timeline().at(lost.plus(rehearsal.away()).minus(SHORTLY), this::count);
            world.timeline().at(lost.plus(rehearsal.away()), this::comeBack);
        });
        start();
        world.timeline().runUntil(Timeline.START.plus(LONGEST_WAIT_FOR_A_LOSS));
        Instant lost = world.loss()
                .at()
                .orElseThrow(() -> new NoSuchCallException(world.loss().calls()));
        comeToRest();
        return report(lost);
    }

    /** A person who finds the region back does nothing. */
    private void decide() {
        if (world.site(rehearsal.lost()).isAway(world.now())
                && world.owner().filter(rehearsal.lost()::equals).isPresent()) {
            boolean done = runbook.moveFromLost(rehearsal.target(), rehearsal.lost());
            if (!done) {
                world.timeline().in(BETWEEN_TRIES, this::decide);
            }
        }
    }

    /** What is lost, as those see it who have the other regions alone. */
    private void count() {
        notPublished.addAll(world.unpublished(world.loss().at().orElseThrow()));
        callers.missing(
                world.site(rehearsal.target()),
                payment -> unreadable.add(payment.id().value()));
    }

    private void comeBack() {
        Site back = world.site(rehearsal.lost());
        back.comeBack();
        boolean moved =
                runbook.taken().stream().anyMatch(taken -> taken.command().contains("--lost"));
        world.timeline().in(SHORTLY, () -> probe(back, moved));
        if (world.logName().isEmpty() && moved) {
            world.timeline().in(UNTIL_THE_FENCE, () -> moveBy(rehearsal.target(), "the region is back", MOST_TRIES));
        }
        world.timeline().in(UNTIL_THE_WAY_BACK, () -> moveBy(rehearsal.lost(), "the way back", MOST_TRIES));
    }

    private void probe(Site back, boolean moved) {
        if (moved && callers.takesOrders(back)) {
            world.found("R4: %s takes payments when it comes back, although they were given to %s"
                    .formatted(back.name(), rehearsal.target()));
        }
    }

    private void moveBy(String target, String why, int tries) {
        boolean last = why.equals("the way back") || why.equals("a planned move");
        boolean done = runbook.move(target, why);
        if (!done && tries > 1) {
            world.timeline().in(BETWEEN_TRIES, () -> moveBy(target, why, tries - 1));
        } else if (last) {
            world.timeline().in(BEHIND_IT, () -> {
                callers.stop();
                over = true;
            });
        }
    }

    private void comeToRest() {
        Instant latest = world.now().plus(LONGEST_REST);
        while (world.now().isBefore(latest)
                && !(over
                        && world.unpublished(Instant.MAX).isEmpty()
                        && world.sites().stream().allMatch(Site::isAtRest))) {
            world.timeline().runUntil(world.now().plus(LOOK));
        }
        world.timeline().runUntil(world.now().plus(LOOK));
        if (world.logName().isPresent()) {
            // With fences that would itself be what makes payments twice.
            callers.repeatAll(
                    world.site(world.owner().orElse(rehearsal.topology().home())));
        }
        world.timeline().runUntil(world.now().plus(LOOK));
        while (world.now().isBefore(latest) && !world.sites().stream().allMatch(Site::isAtRest)) {
            world.timeline().runUntil(world.now().plus(LOOK));
        }
    }

    private DrillReport report(Instant lost) {
        List<Made> gone = new ArrayList<>();
        callers.missing(world.site(world.owner().orElse(rehearsal.topology().home())), gone::add);
        world.timeline().runUntil(world.now().plus(SHORTLY));
        judge(gone);
        Instant end = world.now();
        return new DrillReport(
                rehearsal,
                new DrillReport.Lost(lost, world.loss().calls(), world.loss().where()),
                world.experience().summaries(lost, lost.plus(rehearsal.away())),
                new DrillReport.Missing(
                        callers.promised(),
                        List.copyOf(unreadable),
                        List.copyOf(notPublished),
                        gone.stream().map(payment -> payment.id().value()).toList()),
                runbook.taken(),
                alarms(lost, end),
                Property.judged(world.findings()));
    }

    private DrillReport.AlarmsSeen alarms(Instant lost, Instant end) {
        List<Alarms.Raised> raised = new ArrayList<>();
        world.sites().forEach(site -> raised.addAll(Alarms.of(site, lost, end)));
        return new DrillReport.AlarmsSeen(
                raised, world.sites().stream().mapToLong(Alarms::beyond).sum());
    }

    private void judge(List<Made> gone) {
        if (world.logName().isPresent()) {
            Evidence evidence = new Evidence(
                    world.log().items(world.logName().get()).values(),
                    world.watch(),
                    world.sites(),
                    world.topic(),
                    callers.answers());
            Judgement.violations(evidence).forEach(world::found);
        } else {
            List<String> doubles = Doubles.of(world.sites());
            if (!doubles.isEmpty()) {
                world.found(new Violation(
                        "R1", "%d effects happened twice, the first: %s".formatted(doubles.size(), doubles.get(0))));
            }
        }
        if (!unreadable.isEmpty()) {
            world.found("R2: %d payments that were answered cannot be read while the region is away"
                    .formatted(unreadable.size()));
        }
        if (!gone.isEmpty()) {
            world.found("R2: %d payments that were answered cannot be read in the region that has the payments"
                    .formatted(gone.size()));
        }
        for (Site site : world.sites()) {
            if (!site.isAtRest()) {
                world.found("R3: %s does not come to rest: %s".formatted(site.name(), site.underWay()));
            }
            if (site.queue().deadLetters() > 0) {
                world.found("R2: %d messages are dead letters in %s"
                        .formatted(site.queue().deadLetters(), site.name()));
            }
        }
        if (!world.unpublished(Instant.MAX).isEmpty()) {
            world.found("R5: %d events are not published"
                    .formatted(world.unpublished(Instant.MAX).size()));
        }
        judgeMoves();
    }

    private void judgeMoves() {
        for (Runbook.Taken taken : runbook.taken()) {
            if (taken.isDone() && taken.ownersWritten() > 1) {
                world.found(
                        "R6: '%s' wrote %d items that say who owns".formatted(taken.command(), taken.ownersWritten()));
            }
            if (taken.took().compareTo(LONGEST_MOVE) > 0) {
                world.found("R6: '%s' took %d ms"
                        .formatted(taken.command(), taken.took().toMillis()));
            }
        }
        judgeTargets();
        Optional<Runbook.Taken> last = runbook.taken().stream().reduce((first, second) -> second);
        if (last.filter(taken -> !taken.isDone()).isPresent()) {
            world.found("R6: '%s' did not come to its end".formatted(last.get().command()));
        }
    }

    /** A region that was given the payments takes orders until they are given away, or all is over. */
    private void judgeTargets() {
        List<Runbook.Taken> moves = runbook.taken().stream()
                .filter(taken -> taken.isDone() && taken.ownersWritten() > 0)
                .toList();
        for (int i = 0; i < moves.size(); i++) {
            Runbook.Taken move = moves.get(i);
            Instant to = i + 1 < moves.size() ? moves.get(i + 1).at() : world.now();
            String region = move.command().replaceAll(".*--to (\\S+).*", "$1");
            if (callers.allRefused(region, move.at().plus(move.took()).plus(LONGEST_MOVE), to)) {
                world.found("R6: %s takes no orders after '%s'".formatted(region, move.command()));
            }
        }
    }
}
