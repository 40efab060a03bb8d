package dev.kerf.core.account;

import dev.kerf.core.model.ModelQuota;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Share;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is charged for a task, in columns: first GPUs, each in thousandths times the rate of its model, so that one
 * share spans all models; then every other resource that some queue speaks of, in its smallest unit; then the GPUs of each
 * model that some queue speaks of, in thousandths. MIG instances count for the sevenths of a GPU they are named by.
 */
public final class Charges {
    /** The column of GPUs. */
    public static final int GPU = 0;

    /** Its name. */
    public static final String GPUS = "nvidia.com/gpu";

    private static final Pattern MIG = Pattern.compile("nvidia[.]com/mig-([1-7])g[.].*");
    private static final int SEVENTHS = 7;
    private final Snapshot snapshot;
    private final List<String> resources = new ArrayList<>();
    private final Map<String, Long> rates = new TreeMap<>();
    private final List<String> models;
    private final long[] @Nullable [] charged;
    private final long[] @Nullable [] least;
    private final int groups;

    public Charges(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.groups = snapshot.groups().size();
        QueueTree tree = snapshot.queues();
        TreeSet<String> named = new TreeSet<>();
        for (int q = 0; q < tree.count(); q++) {
            named.addAll(tree.queue(q).quotas().keySet());
            named.addAll(tree.queue(q).perUser().keySet());
            for (Map.Entry<String, ModelQuota> each : tree.queue(q).models().entrySet()) {
                rates.merge(each.getKey(), each.getValue().rate(), (a, b) -> a == ModelQuota.RATE_ONE ? b : a);
            }
        }
        named.remove(GPUS);
        resources.add(GPUS);
        resources.addAll(named);
        this.models = List.copyOf(rates.keySet());
        int classes = snapshot.classes().size();
        this.charged = new long[classes * Math.max(1, groups)] @Nullable [];
        this.least = new long[classes] @Nullable [];
    }

    public int columns() {
        return resources.size() + models.size();
    }

    /** How many columns stand for resources; those of GPU models follow. */
    public int resources() {
        return resources.size();
    }

    /** {@code nvidia.com/gpu}, {@code cpu}, {@code H100}. */
    public String name(int column) {
        return column < resources.size() ? resources.get(column) : models.get(column - resources.size());
    }

    /** What a queue may claim of the column. */
    public Quota quota(int queue, int column) {
        QueueTree tree = snapshot.queues();
        if (column < resources.size()) {
            return tree.queue(queue).quota(resources.get(column));
        }
        ModelQuota quota = tree.queue(queue).models().get(name(column));
        return quota == null ? Quota.OPEN : quota.quota();
    }

    /** Whether the queue speaks of the column. */
    public boolean speaksOf(int queue, int column) {
        return column < resources.size()
                ? snapshot.queues().queue(queue).quotas().containsKey(resources.get(column))
                : snapshot.queues().queue(queue).models().containsKey(name(column));
    }

    /** What a task of the class is charged on the node. Not to be written to. */
    public long[] of(int taskClass, int node) {
        return inGroup(taskClass, snapshot.groupOf(node));
    }

    private long[] inGroup(int taskClass, int group) {
        int at = taskClass * groups + group;
        long[] known = charged[at];
        if (known == null) {
            known = reckon(taskClass, snapshot.groups().get(group));
            charged[at] = known;
        }
        return known;
    }

    /** The least that a task of the class may come to be charged, of each column, wherever it goes. Not to be written to. */
    public long[] least(int taskClass) {
        long[] known = least[taskClass];
        if (known == null) {
            known = leastOf(taskClass);
            least[taskClass] = known;
        }
        return known;
    }

    private long[] leastOf(int taskClass) {
        long @Nullable [] found = null;
        for (Group group : snapshot.groups()) {
            if (serves(taskClass, group)) {
                long[] here = inGroup(taskClass, group.index());
                found = found == null ? here.clone() : smaller(found, here);
            }
        }
        return found == null ? plain(taskClass) : found;
    }

    private boolean serves(int taskClass, Group group) {
        int node = group.nodes()[0];
        return snapshot.devicesAsked(taskClass) <= snapshot.deviceCount(node)
                && snapshot.share(taskClass, node) != null;
    }

    private static long[] smaller(long[] a, long[] b) {
        for (int c = 0; c < a.length; c++) {
            a[c] = Math.min(a[c], b[c]);
        }
        return a;
    }

    /** Where no node could take it: as if its GPUs were of no particular model. */
    private long[] plain(int taskClass) {
        long[] row = counted(taskClass);
        row[GPU] = (long) snapshot.devicesAsked(taskClass) * Share.WHOLE
                + slices(needOf(taskClass).extended());
        return row;
    }

    private long[] reckon(int taskClass, Group group) {
        long[] row = counted(taskClass);
        Share share = snapshot.share(taskClass, group.nodes()[0]);
        int part = share == null ? Share.WHOLE : share.thousandths();
        long thousandths = (long) snapshot.devicesAsked(taskClass) * part
                + slices(needOf(taskClass).extended());
        String model = model(group.gpus().model());
        long rate = model == null ? ModelQuota.RATE_ONE : rates.getOrDefault(model, ModelQuota.RATE_ONE);
        row[GPU] = thousandths * rate / ModelQuota.RATE_ONE;
        if (model != null) {
            row[resources.size() + models.indexOf(model)] = thousandths;
        }
        return row;
    }

    /** The model that queues know the product by; null: none speaks of it. */
    public @Nullable String model(String product) {
        if (product.isEmpty() || rates.containsKey(product)) {
            return product.isEmpty() ? null : product;
        }
        String best = null;
        for (String name : models) {
            boolean named = ("-" + product.replace(' ', '-') + "-").contains("-" + name + "-");
            best = named && (best == null || name.length() > best.length()) ? name : best;
        }
        return best;
    }

    private long[] counted(int taskClass) {
        long[] row = new long[columns()];
        for (int c = 1; c < resources.size(); c++) {
            row[c] = amount(needOf(taskClass), resources.get(c));
        }
        return row;
    }

    private Need needOf(int taskClass) {
        return snapshot.classes().get(taskClass).need();
    }

    /** Whether tasks of the class ask for MIG instances, which are counted resources and not devices. */
    public boolean asksSlices(int taskClass) {
        return slices(needOf(taskClass).extended()) > 0;
    }

    /** MIG instances in thousandths of a GPU. */
    private static long slices(Map<String, Long> extended) {
        long sum = 0;
        for (Map.Entry<String, Long> each : extended.entrySet()) {
            Matcher mig = MIG.matcher(each.getKey());
            sum += mig.matches() ? each.getValue() * Share.WHOLE * Integer.parseInt(mig.group(1)) / SEVENTHS : 0;
        }
        return sum;
    }

    private static long amount(Need need, String resource) {
        return switch (resource) {
            case "cpu" -> need.cpu().milli();
            case "memory" -> need.memory().count();
            case "ephemeral-storage" -> need.ephemeral().count();
            case "pods" -> 1;
            default -> need.extended().getOrDefault(resource, 0L);
        };
    }

    /** GPUs of a node, in thousandths, as the column of GPUs counts them. */
    public long rated(long thousandths, int node) {
        String model = model(snapshot.node(node).gpus().model());
        return thousandths
                * (model == null ? ModelQuota.RATE_ONE : rates.getOrDefault(model, ModelQuota.RATE_ONE))
                / ModelQuota.RATE_ONE;
    }

    /** What the cluster has of each column. */
    public long[] capacity() {
        long[] sum = new long[columns()];
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            add(snapshot.node(n), sum);
        }
        return sum;
    }

    private void add(Node node, long[] sum) {
        long thousandths = (long) node.gpus().count() * Share.WHOLE
                + slices(node.capacity().extended());
        String model = model(node.gpus().model());
        long rate = model == null ? ModelQuota.RATE_ONE : rates.getOrDefault(model, ModelQuota.RATE_ONE);
        sum[GPU] += thousandths * rate / ModelQuota.RATE_ONE;
        if (model != null) {
            sum[resources.size() + models.indexOf(model)] += thousandths;
        }
        for (int c = 1; c < resources.size(); c++) {
            sum[c] += amount(node, resources.get(c));
        }
    }

    private static long amount(Node node, String resource) {
        return switch (resource) {
            case "cpu" -> node.capacity().cpu().milli();
            case "memory" -> node.capacity().memory().count();
            case "ephemeral-storage" -> node.capacity().ephemeral().count();
            case "pods" -> node.capacity().pods();
            default -> node.capacity().extended().getOrDefault(resource, 0L);
        };
    }
}
