package payments.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence.Move;

/** A move where the regions share a log: one conditional write, whatever dies, and never by way of a lost region. */
@Requirement("A18")
class LogMoveTest {
    private static final String HOME = "eu-west-1";
    private static final String OTHER = "eu-central-1";
    private static final PaymentTable TABLE = new PaymentTable("payments", "payment_id", Optional.empty());

    private static FakeRegions aws;

    private Site site;

    @BeforeAll
    static void start() throws Exception {
        aws = new FakeRegions();
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void owned() {
        site = owned("effects");
    }

    private static Site owned(String log) {
        aws.heals();
        Site made = Site.withLog(aws, TABLE, log, List.of(HOME, OTHER))
                .follows(HOME)
                .follows(OTHER);
        made.init(HOME);
        return made;
    }

    @Test
    void aMoveGivesThePaymentsAndRecordsWhoDecided() {
        String printed = site.move(Site.planned(OTHER));

        assertThat(printed)
                .contains("1. who owns the payments: eu-west-1 since epoch 1", "complete, 200 ms behind", " s)");
        Status status = site.status();
        assertThat(status.owner()).contains(OTHER);
        assertThat(status.moves()).extracting(Move::epoch).containsExactly(2L, 1L);
        assertThat(status.moves().get(0).handover()).isEqualTo(Site.to(OTHER));
        assertThat(status.findings()).isEmpty();
    }

    @Test
    void aSecondMoveSaysThatItIsDone() {
        site.move(Site.planned(OTHER));

        assertThat(site.move(Site.planned(OTHER))).contains("owns the payments already", "epoch 2", "by anna: a test");
        assertThat(site.epochs()).hasSize(2);
    }

    /** Whichever call is the last one of the process, done or not, the same command ends it, with one move and the whole history. */
    @Test
    @Threat("H03")
    void aProcessThatDiesAtAnyCallIsFollowedByTheSameCommand() {
        int died = 0;
        for (int last = 0; last < 30; last++) {
            site = owned("effects");
            aws.diesAfter(last);
            boolean ended = ends(Site.planned(OTHER));
            aws.heals();

            String again = site.move(Site.planned(OTHER));
            assertThat(site.owners()).as("after %d calls", last).containsExactly(OTHER);
            assertThat(site.epochs()).as("after %d calls", last).containsExactly(2L, 1L);
            if (ended) {
                assertThat(again).contains("owns the payments already");
                assertThat(died).as("calls of a move").isGreaterThan(5);
                return;
            }
            died++;
        }
        throw new AssertionError("a move has more calls than anybody thinks");
    }

    private boolean ends(Order order) {
        try {
            site.move(order);
            return true;
        } catch (RegionsException e) {
            return false;
        }
    }

    @Test
    @Threat("H03")
    void ofTwoPeopleAtOnceOneIsRefusedAndReadsWhoWasFaster() {
        aws.beforeTheNextWrite(() -> Site.withClientsOf(site).move(Site.planned(OTHER)));

        assertThatThrownBy(() -> site.move(Site.planned(OTHER)))
                .isInstanceOf(RegionsException.class)
                .hasMessageContainingAll("another person was faster", "eu-central-1 since epoch 2", "by anna");
        assertThat(site.epochs()).hasSize(2);
    }

    @Test
    void anEpochThatIsNotThePresentOneIsRefused() {
        Order late = new Order(Site.to(OTHER), false, Optional.empty(), Optional.of(7L));

        assertThatThrownBy(() -> site.move(late)).hasMessageContainingAll("--epoch 7", "it is at 1");
        assertThat(site.owners()).containsExactly(HOME);
    }

    @Test
    void aRegionThatIsNotReadyIsNoTargetOfAPlan() {
        Instant now = Instant.now();
        site.follows(OTHER, "catching-up", now, now, 100);
        assertThatThrownBy(() -> site.move(Site.planned(OTHER))).hasMessageContaining("still catching up");
        assertThatThrownBy(() -> site.move(Site.lost(OTHER))).hasMessageContaining("still catching up");

        site.follows(OTHER, "complete", now, now, 5_000);
        assertThatThrownBy(() -> site.move(Site.planned(OTHER))).hasMessageContaining("5 s behind");

        site.follows(OTHER, "complete", now.minus(Duration.ofMinutes(4)), now.minus(Duration.ofMinutes(4)), 100);
        assertThatThrownBy(() -> site.move(Site.planned(OTHER))).hasMessageContaining("last wrote at");

        site.follows(OTHER, "complete", now, now.minus(Duration.ofMinutes(3)), 100);
        assertThatThrownBy(() -> site.move(Site.planned(OTHER))).hasMessageContaining("brings nothing since");
        assertThat(site.owners()).containsExactly(HOME);
    }

    @Test
    @Threat("H02")
    void aLostRegionIsNotCalledAndItsTargetMayBeBehind() {
        Instant now = Instant.now();
        site.follows(OTHER, "complete", now, now.minus(Duration.ofMinutes(10)), 100);
        aws.heals().loses(HOME);

        site.move(Site.lost(OTHER));

        assertThat(aws.calls())
                .isNotEmpty()
                .extracting(FakeRegions.Call::region)
                .containsOnly(OTHER);
        aws.heals();
        assertThat(site.owners()).containsExactly(OTHER);
    }

    @Test
    void aRegionThatDoesNotAnswerIsNamedWithinABoundedTime() {
        aws.silences(OTHER);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> site.move(Site.planned(OTHER)))
                .hasMessageContainingAll("a region gives no answer", "the log of effects in eu-central-1");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void withoutAnOwnerNothingIsMovedAndInitNamesTheFirst() {
        site = Site.withLog(aws, TABLE, "effects", List.of(HOME, OTHER))
                .follows(HOME)
                .follows(OTHER);

        assertThatThrownBy(() -> site.move(Site.planned(OTHER)))
                .hasMessageContainingAll("no region owns the payments", "payments regions init");
        assertThat(site.status().findings()).singleElement().asString().contains("no region owns the payments");

        site.init(OTHER);
        site.init(OTHER);
        assertThat(site.owners()).containsExactly(OTHER);
        assertThat(site.epochs()).hasSize(1);
        assertThatThrownBy(() -> site.init(HOME)).hasMessageContainingAll("another region owns", "regions move");
    }

    @Test
    void aLostRegionThatDoesNotHaveThePaymentsIsRefused() {
        site.move(Site.planned(OTHER));

        Order order = new Order(Site.to(HOME), true, Optional.of(HOME), Optional.empty());
        assertThatThrownBy(() -> site.move(order)).hasMessageContaining("a lost region cannot take the payments");
        assertThatThrownBy(() -> site.move(Site.planned("us-east-1")))
                .hasMessageContainingAll("no such region", "eu-west-1, eu-central-1");
    }

    @Test
    void aStatusNamesTheRegionThatGivesNoAnswer() {
        aws.loses(HOME);

        Status status = site.status();

        assertThat(status.findings()).anySatisfy(line -> assertThat(line).contains("no answer", "eu-west-1"));
        assertThat(new StatusText(status, false).text()).contains("eu-central-1", "eu-west-1, epoch 1");
    }
}
