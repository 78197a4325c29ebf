package payments.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.store.PaymentTable;

/** A move where the fence of each table decides: at no moment, and after no death, do two regions take payments. */
@Requirement("A18")
class FenceMoveTest {
    private static final String HOME = "us-east-1";
    private static final String OTHER = "eu-west-1";
    private static final String THIRD = "eu-central-1";
    private static final PaymentTable TABLE =
            new PaymentTable("transactions", "transaction_id", Optional.of("timestamp"));

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
    void fresh() {
        site = fresh(List.of(HOME, OTHER));
    }

    private static Site fresh(List<String> regions) {
        aws.heals();
        return Site.withFences(aws, TABLE, regions);
    }

    @Test
    void itMovesThereAndBackAwayFromTheOldRegionFirst() {
        String printed = site.move(Site.planned(OTHER));

        assertThat(printed.indexOf("3. the fence in the table of us-east-1 to eu-west-1"))
                .isPositive();
        assertThat(printed.indexOf("4. the fence in the table of eu-west-1 to eu-west-1"))
                .isPositive();
        assertThat(site.owners()).containsExactly(OTHER);
        assertThat(site.move(Site.planned(OTHER))).contains("has the payments already");

        site.move(Site.planned(HOME));
        assertThat(site.owners()).containsExactly(HOME);
        assertThat(site.status().moves())
                .extracting(move -> move.handover().toRegion())
                .containsExactly(HOME, OTHER);
        assertThat(site.status().findings()).isEmpty();
    }

    @Test
    @Threat("H03")
    void aProcessThatDiesAtAnyCallLeavesNoTwoOwnersAndIsFollowedByTheSameCommand() {
        for (int last = 0; last < 20; last++) {
            site = fresh(List.of(HOME, OTHER));
            aws.diesAfter(last);
            boolean ended = ends(site, Site.planned(OTHER));
            aws.heals();
            assertThat(site.owners()).as("after %d calls", last).hasSizeLessThan(2);

            site.move(Site.planned(OTHER));
            assertThat(site.owners()).as("after %d calls", last).containsExactly(OTHER);
            if (ended) {
                assertThat(last).as("calls of a move").isEqualTo(5);
                return;
            }
        }
        throw new AssertionError("a move has more calls than anybody thinks");
    }

    private static boolean ends(Site site, Order order) {
        try {
            site.move(order);
            return true;
        } catch (RegionsException e) {
            return false;
        }
    }

    /** Each in the midst of the other's writes: whichever was slower is refused, and one region has the payments or none. */
    @Test
    @Threat("H03")
    void ofTwoPeopleWhoMoveToDifferentRegionsAtOnceOneIsRefused() {
        site = fresh(List.of(HOME, OTHER, THIRD));
        Site second = Site.withClientsOf(site);
        aws.beforeTheNextWrite(() -> second.move(Site.planned(THIRD)));

        assertThatThrownBy(() -> site.move(Site.planned(OTHER))).hasMessageContaining("another person was faster");
        assertThat(site.owners()).containsExactly(THIRD);

        site.move(Site.planned(OTHER));
        assertThat(site.owners()).containsExactly(OTHER);
    }

    /** No table says then that its region takes payments, so none of them would have to be written to end that. */
    @Test
    @Threat("H03")
    void afterAMoveThatEndedHalfWayOneOfTwoPeopleAtOnceIsRefusedToo() {
        site = fresh(List.of(HOME, OTHER, THIRD));
        aws.diesAfter(4);
        assertThat(ends(site, Site.planned(OTHER))).isFalse();
        aws.heals();
        assertThat(site.owners()).isEmpty();
        Site second = Site.withClientsOf(site);
        aws.beforeTheNextWrite(() -> second.move(Site.planned(THIRD)));

        assertThat(ends(site, Site.planned(OTHER))).isFalse();
        assertThat(site.owners()).containsExactly(THIRD);
    }

    @Test
    @Threat("H02")
    void aLostRegionIsNotCalledAndWhatRemainsIsSaid() {
        aws.heals().loses(HOME);

        String printed = site.move(Site.lost(OTHER));

        assertThat(aws.calls())
                .isNotEmpty()
                .extracting(FakeRegions.Call::region)
                .containsOnly(OTHER);
        assertThat(printed).contains("still lets that region take payments", "the same command without --lost");

        aws.heals();
        assertThat(site.status().findings())
                .anySatisfy(line -> assertThat(line).contains("us-east-1 and eu-west-1 all take payments"));
        site.move(Site.planned(OTHER));
        assertThat(site.owners()).containsExactly(OTHER);
        assertThat(site.status().findings()).isEmpty();
    }

    @Test
    void ofThreeRegionsTheLostOneIsNamed() {
        site = fresh(List.of(HOME, OTHER, THIRD));

        assertThatThrownBy(() -> site.move(Site.lost(OTHER)))
                .hasMessageContainingAll("is not said", "us-east-1, eu-central-1");
        site.move(new Order(Site.to(OTHER), true, Optional.of(HOME), Optional.empty()));
        assertThat(aws.calls()).extracting(FakeRegions.Call::region).doesNotContain(HOME);
    }

    @Test
    void aRegionThatCannotBeReachedIsNamedBeforeAnythingIsWritten() {
        aws.loses(HOME);

        assertThatThrownBy(() -> site.move(Site.planned(OTHER)))
                .hasMessageContainingAll("a region gives no answer", "transactions in us-east-1", "--lost");
        assertThat(aws.calls()).noneMatch(FakeRegions.Call::writes);
    }

    @Test
    void anEpochAndAnInitBelongToALog() {
        assertThatThrownBy(() -> site.move(new Order(Site.to(OTHER), false, Optional.empty(), Optional.of(1L))))
                .hasMessageContaining("an epoch each");
        assertThatThrownBy(() -> site.init(OTHER)).hasMessageContaining("has no log of effects");
    }
}
