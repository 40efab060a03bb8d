package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.queue.Division.PriorityReach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DivisionProperties {
    private static final long HUGE = 1L << 50;

    private static long amount(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong(HUGE) : random.nextInt(20);
    }

    private static List<Claim> claims(Random random) {
        List<Claim> claims = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            long guarantee = amount(random);
            claims.add(new Claim(
                    "q" + i,
                    guarantee,
                    random.nextInt(4) == 0 ? random.nextLong(guarantee + 1) : 0,
                    random.nextInt(3) == 0 ? amount(random) : Long.MAX_VALUE,
                    amount(random),
                    random.nextInt(4) * 1000L,
                    random.nextInt(3),
                    Instant.EPOCH,
                    random.nextDouble()));
        }
        return claims;
    }

    private static Division division(Random random) {
        return new Division(
                1 + random.nextInt(3) * 999L,
                random.nextInt(3),
                random.nextBoolean() ? PriorityReach.LEFT_OVER : PriorityReach.EVERYTHING);
    }

    @Property
    void nothingIsLostAndNothingIsMadeUp(@ForAll Random random) {
        List<Claim> claims = claims(random);
        long total = amount(random) + amount(random);
        Division division = division(random);
        long[] shares = division.shares(total, claims);
        long sum = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isBetween(0L, claims.get(i).wanted());
        }
        boolean sureOfAll = division.reach() == PriorityReach.LEFT_OVER;
        long sure = claims.stream().mapToLong(Claim::sure).sum();
        assertThat(sum).isLessThanOrEqualTo(sureOfAll ? Math.max(total, sure) : total);
        boolean weighty = claims.stream().allMatch(c -> c.weight() > 0 && c.kept() == 0);
        if (weighty && sure <= total) {
            long wanted = claims.stream().mapToLong(Claim::wanted).sum();
            assertThat(sum).isEqualTo(Math.min(total, wanted));
        }
    }

    @Property
    void eachGetsWhatItIsSureOf(@ForAll Random random) {
        List<Claim> claims = claims(random);
        long[] shares = Division.byWeight(1).shares(amount(random), claims);
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isGreaterThanOrEqualTo(claims.get(i).sure());
        }
    }

    @Property
    void ofTwoAlikeTheHeavierGetsNoLess(@ForAll Random random) {
        List<Claim> claims = claims(random);
        Claim first = claims.getFirst();
        Claim heavier = new Claim(
                "z",
                first.guarantee(),
                first.kept(),
                first.most(),
                first.requested(),
                first.weight() + 1000,
                first.priority(),
                first.created(),
                first.used());
        claims.add(heavier);
        long[] shares = Division.byWeight(1).shares(amount(random), claims);
        assertThat(shares[shares.length - 1]).isGreaterThanOrEqualTo(shares[0]);
    }
}
