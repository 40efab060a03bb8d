package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.act.AuditLog;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Own;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code kerf apply} and {@code kerf rollback} killed, as by kill -9, after their writes on a real API server: whoever comes
 * next finds all that it has to know, and in the end everything is applied or everything is as it was. What is written is, of
 * the size of two pods: approved, intent, what was decided, two pods, done so far; of a node that is emptied: approved, intent,
 * cordon, two evictions, done so far.
 */
@OnControlPlane
@Execution(ExecutionMode.SAME_THREAD)
class KilledApplyTest {
    private static final String BEFORE = "1";
    private static final String AFTER = "1300m";
    private static final int FEWEST_KILLS = 5;
    private static final int MOST_LIVES = 20;
    /** More writes than there are. */
    private static final int ALL = 20;

    @SuppressWarnings("NullAway.Init") // before all
    private static ControlPlane plane;

    @SuppressWarnings("NullAway.Init") // before all
    private static Plots plots;

    @BeforeAll
    static void begin(@Own({Option.CONTROLLERS, Option.SCHEDULER, Option.KWOK}) ControlPlane own) throws IOException {
        plane = own;
        plots = Plots.on(own, 7);
    }

    @AfterAll
    static void end() {
        plots.close();
    }

    private static void asBefore(Plot plot) throws IOException {
        plot.isSettled();
        assertThat(plot.sizes()).containsOnly(BEFORE);
        assertThat(plot.decided()).isEmpty();
        assertThat(plot.template()).isEqualTo(BEFORE);
        assertThat(plot.cordoned()).isFalse();
    }

    private static void killedOnce(BooleanSupplier shows, Plot plot, String... ids)
            throws IOException, InterruptedException {
        Killed.once(shows, plane, kubeconfig -> plot.apply(kubeconfig, ids));
        assertThat(AuditLog.verify(plot.audit())).isEmpty();
    }

    /**
     * The same command again and again, each time killed, until one has nothing left to write.
     *
     * @param writes of each in turn, and of all that come after the last
     * @return how many were killed
     */
    private static int lives(Plot plot, Function<Path, String[]> command, int... writes)
            throws IOException, InterruptedException {
        int kills = 0;
        while (Killed.after(writes[Math.min(kills, writes.length - 1)], plane, command)) {
            kills++;
            assertThat(AuditLog.verify(plot.audit())).isEmpty();
            assertThat(kills).isLessThan(MOST_LIVES);
        }
        return kills;
    }

    /** After the second, third, fifth, eighth and ninth write; the other tests stop after those between. */
    @Test
    void eachNextCommandGoesOnWhereTheOneBeforeWasKilled() throws IOException, InterruptedException {
        Plot plot = plots.plot(1);
        String[] both = {plot.sizing(), plot.emptying()};
        int kills = lives(plot, kubeconfig -> plot.apply(kubeconfig, both), 2, 1, 2, 3, 1, ALL);
        assertThat(kills).isGreaterThanOrEqualTo(FEWEST_KILLS);
        assertThat(plot.sizes()).containsOnly(AFTER);
        assertThat(plot.decided()).contains(AFTER);
        assertThat(plot.cordoned()).isTrue();
        assertThat(plot.savings().out()).contains(both);
        assertThat(plot.laterApplies(both)).containsOnlyOnce(both[0]).contains("done: nothing became worse");
        plot.isSettled();
        assertThat(plot.nodes()).containsOnly("wide-1/Running");
        aKilledRollbackIsEndedByTheNext(plot);
    }

    /** After the first pod and the second; what was decided, its end and an event are to come. */
    private static void aKilledRollbackIsEndedByTheNext(Plot plot) throws IOException, InterruptedException {
        assertThat(lives(plot, kubeconfig -> plot.rollback(kubeconfig, plot.sizing()), 2, 1, ALL))
                .isEqualTo(2);
        assertThat(plot.sizes()).containsOnly(BEFORE);
        assertThat(plot.rollsBack(plot.emptying()).code()).isZero();
        asBefore(plot);
    }

    /** Who finds half of it written, and taken back by a person, must not take it for written. */
    @Test
    void aRollbackOfHalfAnActionIsEndedByAServer() throws IOException, InterruptedException {
        Plot plot = plots.plot(2);
        killedOnce(() -> plot.sizes().contains(AFTER), plot, plot.sizing());
        assertThat(plot.sizes()).containsExactlyInAnyOrder(BEFORE, AFTER);
        String half = plot.said("action");
        Killed.once(
                () -> !plot.said("action").equals(half), plane, kubeconfig -> plot.rollback(kubeconfig, plot.sizing()));
        Tended.byAServer(plane.kubeconfig(), plot.audit());
        asBefore(plot);
    }

    @Test
    void aNodeOfWhichOnePodHasLeftIsOpenedAgainByARollback() throws IOException, InterruptedException {
        Plot plot = plots.plot(3);
        killedOnce(() -> Set.copyOf(plot.nodes()).size() > 1, plot, plot.emptying());
        assertThat(plot.cordoned()).isTrue();
        assertThat(plot.rollsBack(plot.emptying()).code()).isZero();
        asBefore(plot);
    }

    @Test
    void whatWasApprovedAndNotBegunIsNotApprovedAnyMoreAfterARollback() throws IOException, InterruptedException {
        Plot plot = plots.plot(4);
        killedOnce(() -> !plot.said("approved").isEmpty(), plot, plot.sizing());
        Kerf back = plot.rollsBack(plot.sizing());
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(back.out()).contains("it was approved and not begun; it is not approved any more");
        asBefore(plot);
    }

    @Test
    void aServerEndsAChangeOfATemplate() throws IOException, InterruptedException {
        Plot plot = plots.plot(5);
        killedOnce(() -> plot.template().equals(AFTER), plot, plot.sizing(), "--rollout");
        Tended.byAServer(plane.kubeconfig(), plot.audit());
        assertThat(plot.template()).isEqualTo(AFTER);
        var _ = Await.until("new pods", plot::sizes, seen -> seen.equals(List.of(AFTER, AFTER)));
        plot.isSettled();
    }

    /** Nothing is to be written but that all of it is: what is first written after the evictions. */
    private static void allHaveLeft(Plot plot) throws IOException, InterruptedException {
        AtomicBoolean evicted = new AtomicBoolean();
        Killed.before(
                (method, target) -> {
                    boolean evicts = target.contains("/eviction");
                    evicted.compareAndSet(false, evicts);
                    return evicted.get() && !evicts;
                },
                plane,
                kubeconfig -> plot.apply(kubeconfig, plot.emptying()));
        assertThat(plot.cordoned()).isTrue();
        var _ = Await.until(
                "two pods elsewhere",
                plot::nodes,
                seen -> seen.size() == 2 && Set.copyOf(seen).equals(Set.of("wide-" + plot.number() + "/Running")));
    }

    @Test
    void aNodeThatAllPodsHaveLeftIsEndedByAServer() throws IOException, InterruptedException {
        Plot plot = plots.plot(6);
        allHaveLeft(plot);
        Tended.byAServer(plane.kubeconfig(), plot.audit());
        plot.isSettled();
        assertThat(plot.cordoned()).isTrue();
        assertThat(plot.nodes()).containsOnly("wide-6/Running");
        assertThat(plot.savings().out()).contains(plot.emptying());
        assertThat(plot.rollsBack(plot.emptying()).code()).isZero();
        asBefore(plot);
    }

    /** It does not know that its last write was taken; the next command does, and neither writes nor measures anything. */
    @Test
    void whatWasKilledAfterItsLastWriteIsLookedAfterAndEnded() throws IOException, InterruptedException {
        Plot plot = plots.plot(7);
        Killed.asking(
                () -> plot.lookedAfter(plot.sizing()), plane, kubeconfig -> plot.apply(kubeconfig, plot.sizing()));
        Kerf next = plot.applies(plot.sizing());
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.out()).contains("was begun before", "verifying: it is looked after until");
        assertThat(plot.sizes()).containsOnly(AFTER);
        aKilledEndIsEndedByTheNext(plot);
        plot.isSettled();
        assertThat(plot.rollsBack(plot.sizing()).code()).isZero();
        asBefore(plot);
    }

    /** That it is done stands in the audit log before it stands on the object. */
    private static void aKilledEndIsEndedByTheNext(Plot plot) throws IOException, InterruptedException {
        Killed.beforeAfterAnHour((method, target) -> true, plane, kubeconfig -> plot.apply(kubeconfig, plot.sizing()));
        assertThat(plot.lookedAfter(plot.sizing())).isTrue();
        assertThat(AuditLog.verify(plot.audit())).isEmpty();
        assertThat(plot.laterApplies(plot.sizing())).contains("done: nothing became worse");
    }
}
