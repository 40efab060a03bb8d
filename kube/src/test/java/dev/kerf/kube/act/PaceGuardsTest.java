package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Bounds;
import dev.kerf.core.act.Level;
import dev.kerf.core.act.Pace;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.Scope;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Cpu;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Guards about what was done before, where each stops an action that nothing else stops. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class PaceGuardsTest {
    private final Workshop shop;
    private final Stopping guards;

    PaceGuardsTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.guards = new Stopping(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void dwellAfterTheLastChange() {
        shop.annotate(
                shop.web(""),
                Keys.CHANGED,
                Workshop.NOW.minus(Duration.ofHours(30)).toString());
        guards.alone(guards.less(), "dwell", "changed 30 h ago");
        assertThat(guards.apply(guards.more(), shop.policy()).message())
                .as("it grows")
                .contains("it is written");
    }

    @Test
    void backingOff() {
        shop.annotate(
                shop.web(""),
                Keys.BACKOFF,
                Writer.text(Map.of(
                        "times", 1, "until", Workshop.NOW.plusSeconds(60).toString(), "reason", "pods fell over")));
        guards.alone(guards.less(), "backing-off", "the last action was taken back (pods fell over)");
    }

    @Test
    void busyAndBlastRadius() {
        assertThat(guards.apply(guards.less(), shop.policy()).state()).isEqualTo(State.VERIFYING);
        Application second = guards.apply(guards.more(), shop.policy());
        assertThat(second.guards())
                .filteredOn(g -> !g.passes())
                .extracting(Guard::name)
                .contains("busy");
        shop.workload("api", "");
        shop.pod("api-0", "api", "");
        Action other = new Action.Requests(
                new Target.OfWorkload(shop.namespace.name(), "Deployment/api", "main"), new Cpu(500), null);
        SizingPolicy one = new SizingPolicy(
                shop.policy().name(),
                100,
                Scope.ALL,
                Level.CONTINUOUS,
                Bounds.NONE,
                List.of(),
                new Pace(100, 1),
                Manner.IN_PLACE,
                SizingPolicy.Terms.USUAL);
        Proposal proposal = Workshop.proposal(other);
        assertThat(shop.applying()
                        .apply(proposal, List.of(one), Workshop.NOW)
                        .stopped()
                        .orElseThrow()
                        .name())
                .isEqualTo("blast-radius");
        SizingPolicy hourly = new SizingPolicy(
                shop.policy().name(),
                100,
                Scope.ALL,
                Level.CONTINUOUS,
                Bounds.NONE,
                List.of(),
                new Pace(1, 100),
                Manner.IN_PLACE,
                SizingPolicy.Terms.USUAL);
        assertThat(shop.applying()
                        .apply(proposal, List.of(hourly), Workshop.NOW)
                        .stopped()
                        .orElseThrow()
                        .name())
                .as("another process reads in the audit log what was begun")
                .isEqualTo("blast-radius");
    }
}
