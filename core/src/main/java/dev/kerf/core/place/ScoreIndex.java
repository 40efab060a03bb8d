package dev.kerf.core.place;

import dev.kerf.core.snapshot.ChangeLog;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;

/**
 * The nodes of one group ranked for one class of tasks. Kept up by catching up with the group's changes: a node is
 * scored again only when it changed since the class was last asked about, so the work per decision depends on how many
 * kinds of tasks there are and not on how many nodes.
 */
public final class ScoreIndex {
    private static final long NEVER_LOOKED = -1;
    private final Workspace workspace;
    private final NodeScore score;
    private final Group group;
    private final BitSet eligible;
    private final boolean all;
    private final int taskClass;
    private final Tournament tournament;
    private long seen = NEVER_LOOKED;
    private long releases;

    @SuppressWarnings("UnusedVariable") // so that no compiler leaves out what it was read for
    private long glanced;

    public ScoreIndex(Workspace workspace, NodeScore score, Group group, BitSet eligible, int taskClass) {
        this.workspace = workspace;
        this.score = score;
        this.group = group;
        this.eligible = eligible;
        this.all = eligible.cardinality() == group.nodes().length;
        this.taskClass = taskClass;
        this.tournament = new Tournament(group.nodes().length);
    }

    public Group group() {
        return group;
    }

    /** The best score among the group's nodes as they stand; {@link NodeScore#OUT} where none has room. */
    public double top() {
        if (!score.mayHaveRoom(workspace, taskClass, group)) {
            return NodeScore.OUT;
        }
        catchUp();
        return tournament.top();
    }

    /**
     * The best score, where scores may have fallen for reasons other than changes of the node: the winner is scored
     * anew until it holds. Scores that have risen meanwhile are not noticed before their node changes.
     */
    public double topAnew() {
        double top = top();
        while (top != NodeScore.OUT) {
            int first = tournament.first();
            double now = scoreOf(first);
            if (now == top) {
                break;
            }
            tournament.set(first, now);
            top = tournament.top();
        }
        return top;
    }

    /** The first of the best nodes; to be asked after {@link #top} said there is one. */
    public int node() {
        return group.nodes()[tournament.first()];
    }

    private void catchUp() {
        ChangeLog changes = workspace.changes();
        long length = changes.length(group.index());
        if (seen == NEVER_LOOKED || !changes.reachesBack(group.index(), seen)) {
            scoreAll();
        } else if (seen != length) {
            scoreAgain(changes);
        }
        seen = length;
        releases = changes.releases();
    }

    /** Scores the nodes that changed, but not those that had no room while nothing has left any node since. */
    private void scoreAgain(ChangeLog changes) {
        int count = changes.gather(group.index(), seen);
        int[] places = changes.gathered();
        if (score.outLasts() && changes.releases() == releases) {
            count = tournament.dropOut(places, count);
        }
        glance(places, count);
        for (int i = 0; i < count; i++) {
            tournament.seed(places[i], scoreOf(places[i]));
        }
        tournament.settle(places, count);
    }

    private void glance(int[] places, int count) {
        long all = 0;
        for (int i = 0; i < count; i++) {
            all ^= score.glance(workspace, group.nodes()[places[i]]);
        }
        glanced = all;
    }

    /** Scores every node; nodes that nothing ever stood on and that are alike are scored once. */
    private void scoreAll() {
        int alike = -1;
        double shared = NodeScore.OUT;
        for (int i = 0; i < group.nodes().length; i++) {
            int node = group.nodes()[i];
            boolean empty = all && workspace.changes().untouched(node);
            if (!empty || alike < 0 || !workspace.snapshot().sameWhenEmpty(node, alike)) {
                shared = scoreOf(i);
                alike = empty ? node : -1;
            }
            tournament.seed(i, shared);
        }
        tournament.settle();
    }

    private double scoreOf(int position) {
        int node = group.nodes()[position];
        return (all || eligible.get(node)) && score.hasRoom(workspace, taskClass, node)
                ? score.score(workspace, taskClass, node)
                : NodeScore.OUT;
    }
}
