package payments.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.card.CardNumbers;

class TimeOrderedIdsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void idsAreVersionSevenUuidsThatSortByTime() {
        // when
        String earlier = at(NOON).next().value();
        String later = at(NOON.plusMillis(1)).next().value();

        // then
        assertThat(List.of(earlier, later))
                .isSorted()
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        // given
        TimeOrderedIds ids = at(NOON);

        // when
        Set<String> drawn =
                IntStream.range(0, 10_000).mapToObj(i -> ids.next().value()).collect(Collectors.toSet());

        // then
        assertThat(drawn).hasSize(10_000);
    }

    @Test
    @Threat("G06")
    @DisplayName("G06 a thousand copies of one snapshot, restored at one moment, draw a thousand ids")
    void copiesOfOneSnapshotDrawDifferentIds() {
        Set<String> drawn = IntStream.range(0, 1_000)
                .mapToObj(copy -> at(NOON).next().value())
                .collect(Collectors.toSet());

        assertThat(drawn).hasSize(1_000);
    }

    @Requirement("X6")
    @Test
    void anIdThatLooksLikeACardNumberIsDrawnAgain() {
        // given a first draw without a letter, whose last two groups are an issuer's and pass the check
        Clock clock = Clock.fixed(Instant.ofEpochMilli(0x0_4111_1111L), ZoneOffset.UTC);
        String unlucky = IntStream.range(0, 10)
                .mapToObj("810000000000000%d"::formatted)
                .filter(CardNumbers::areIn)
                .findFirst()
                .orElseThrow();
        Deque<Long> draws =
                new ArrayDeque<>(List.of(0x111L, Long.parseUnsignedLong(unlucky, 16), 0xabcL, 0xaaaa_aaaa_aaaaL));

        // when
        String id = new TimeOrderedIds(clock, draws::remove).next().value();

        // then
        assertThat(draws).isEmpty();
        assertThat(CardNumbers.areIn(id)).isFalse();
    }

    private static TimeOrderedIds at(Instant now) {
        return new TimeOrderedIds(Clock.fixed(now, ZoneOffset.UTC));
    }
}
