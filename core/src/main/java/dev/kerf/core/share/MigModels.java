package dev.kerf.core.share;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The models that MIG cuts, from NVIDIA's MIG user guide (releases up to 610, read August 2026) and the device filters of
 * mig-parted. Names and places are the guide's. Memory in MiB is what the driver reports where that is known; elsewhere nine
 * tenths of the profile's part of the card's nominal memory, which is below what the driver reports for each profile
 * of which both are known.
 */
public final class MigModels {
    private static final double SURE = 0.9;
    private static final List<Integer> SINGLE = IntStream.range(0, 7).boxed().toList();
    private static final int KNOWN_NOT = 0;

    public static final MigModel A30 = new MigModel(
            "A30",
            4,
            4,
            List.of(
                    profile("1g.6gb", 1, 1, List.of(0, 1, 2, 3), 4, 5836, 14 / 56.0),
                    profile("1g.6gb+me", 1, 1, List.of(0, 1, 2, 3), 1, 5836, 14 / 56.0),
                    profile("2g.12gb", 2, 2, List.of(0, 2), 2, 11672, 28 / 56.0),
                    profile("2g.12gb+me", 2, 2, List.of(0, 2), 1, 11672, 28 / 56.0),
                    profile("4g.24gb", 4, 4, List.of(0), 1, 23344, 1)));
    public static final MigModel A100_40 =
            eight("A100-40GB", 40, "5 10 10 20 20 40", Multiprocessors.AMPERE, 4864, 9856, 9856, 19968, 19968, 40192);
    public static final MigModel A100_80 =
            eight("A100-80GB", 80, "10 20 20 40 40 80", Multiprocessors.AMPERE, 9856, 0, 0, 40192, 40192, 80384);
    public static final MigModel H100_80 =
            eight("H100-80GB", 80, "10 20 20 40 40 80", Multiprocessors.HOPPER, 9984, 20091, 0, 40448, 40448, 81152);
    public static final MigModel H100_94 =
            eight("H100-94GB", 94, "12 24 24 47 47 94", Multiprocessors.HOPPER, 0, 0, 0, 0, 0, 0);
    public static final MigModel H100_96 =
            eight("H100-96GB", 96, "12 24 24 48 48 96", Multiprocessors.HOPPER, 0, 0, 0, 0, 0, 0);
    public static final MigModel H200 =
            eight("H200-141GB", 141, "18 35 35 71 71 141", Multiprocessors.HOPPER, 16384, 0, 33280, 0, 0, 143360);
    public static final MigModel GH200_144 =
            eight("GH200-144GB", 144, "18 36 36 72 72 144", Multiprocessors.HOPPER, 0, 0, 0, 0, 0, 0);
    public static final MigModel B200 =
            eight("B200-180GB", 180, "23 45 45 90 90 180", Multiprocessors.SLICES, 0, 0, 0, 0, 0, 0);
    public static final MigModel GB200 =
            eight("GB200-186GB", 186, "23 47 47 93 93 186", Multiprocessors.SLICES, 0, 0, 0, 0, 0, 0);
    public static final MigModel B300 =
            eight("B300-269GB", 269, "34 67 67 135 135 269", Multiprocessors.SLICES, 0, 0, 0, 0, 0, 0);
    public static final MigModel GB300 =
            eight("GB300-278GB", 278, "35 70 70 139 139 278", Multiprocessors.SLICES, 0, 0, 0, 0, 0, 0);

    /** All of them. */
    public static final List<MigModel> ALL =
            List.of(A30, A100_40, A100_80, H100_80, H100_94, H100_96, H200, GH200_144, B200, GB200, B300, GB300);

    private MigModels() {}

    /** Multiprocessors of the six sizes, of the whole card's last. */
    private enum Multiprocessors {
        AMPERE(14, 14, 28, 42, 56, 98),
        HOPPER(16, 26, 32, 60, 64, 132),
        /** Not known: as slices of compute have it. */
        SLICES(1, 1, 2, 3, 4, 7);

        @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
        private final int[] counts;

        Multiprocessors(int... counts) {
            this.counts = counts;
        }

        double part(int size) {
            return counts[size] / (double) counts[counts.length - 1];
        }
    }

    /** A model of eight memory slices, by the gigabytes and MiB of its six sizes; the smallest also with media engines. */
    private static MigModel eight(String name, int nominal, String gigabytes, Multiprocessors of, int... mib) {
        String[] gb = gigabytes.split(" ");
        int[] known = IntStream.range(0, mib.length)
                .map(i -> mib[i] == KNOWN_NOT ? (int) (SURE * nominal * 1024 * Size.values()[i].slices / 8) : mib[i])
                .toArray();
        List<MigProfile> sizes = IntStream.range(0, known.length)
                .mapToObj(i -> Size.values()[i].profile(gb[i], known[i], of.part(i)))
                .toList();
        MigProfile first = sizes.getFirst();
        MigProfile media = new MigProfile(first.name() + "+me", 1, 1, first.starts(), 1, first.memory(), first.part());
        List<MigProfile> all = new java.util.ArrayList<>(sizes);
        all.add(1, media);
        return new MigModel(name, 7, 8, all);
    }

    /** Sizes of cards with eight memory slices. */
    private enum Size {
        ONE(1, 1, 7, SINGLE),
        DOUBLE(1, 2, 4, List.of(0, 2, 4, 6)),
        TWO(2, 2, 3, List.of(0, 2, 4)),
        THREE(3, 4, 2, List.of(0, 4)),
        FOUR(4, 4, 1, List.of(0)),
        SEVEN(7, 8, 1, List.of(0));

        private final int compute;
        private final int slices;
        private final int most;

        @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
        private final List<Integer> starts;

        Size(int compute, int slices, int most, List<Integer> starts) {
            this.compute = compute;
            this.slices = slices;
            this.most = most;
            this.starts = starts;
        }

        MigProfile profile(String gb, int mib, double part) {
            return MigModels.profile(compute + "g." + gb + "gb", compute, slices, starts, most, mib, part);
        }
    }

    private static MigProfile profile(
            String name, int compute, int size, List<Integer> starts, int most, int mib, double part) {
        return new MigProfile(name, compute, size, starts, most, Bytes.ofMib(mib), part);
    }

    /** The same of a node, all of whose GPUs may be cut already, so that only its labels tell of them. */
    public static @Nullable MigModel of(Node node) {
        if (!node.gpus().model().isEmpty()) {
            return of(node.gpus());
        }
        long mib = number(node.labels().get("nvidia.com/gpu.memory"));
        return of(new Gpus(node.labels().getOrDefault("nvidia.com/gpu.product", ""), Bytes.ofMib(mib), 1));
    }

    /** How many cards a node has, cut or not. */
    public static int cards(Node node) {
        return Math.max(node.gpus().count(), (int) number(node.labels().get("nvidia.com/gpu.count")));
    }

    private static long number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,9}") ? 0 : Long.parseLong(text);
    }

    /** The model of a node's GPUs; null: MIG does not cut it, or its memory is not stated and the name does not tell. */
    public static @Nullable MigModel of(Gpus gpus) {
        String name = gpus.model().toUpperCase(Locale.ROOT);
        double gib = gpus.memory().count() / (double) Bytes.ofGib(1).count();
        for (Product product : Product.values()) {
            if (name.contains(product.token) && product.over <= gib) {
                return product.model();
            }
        }
        return null;
    }

    /** Which model a product is: the first whose name is in it, and of which it has the memory. */
    private enum Product {
        A30("A30"),
        A100_80("A100", 60),
        A800_80("A800", 60),
        A100_40("A100"),
        GH200_144("GH200", 110),
        GH200("GH200"),
        GB300("GB300"),
        GB200("GB200"),
        B300("B300"),
        B200("B200"),
        H200("H200"),
        H20("H20"),
        H100_96("H100", 94.5),
        H100_94("H100", 85),
        H100_80("H100"),
        H800("H800");

        private final String token;
        private final double over;

        Product(String token) {
            this(token, 0);
        }

        Product(String token, double over) {
            this.token = token;
            this.over = over;
        }

        MigModel model() {
            return switch (this) {
                case A30 -> MigModels.A30;
                case A100_80, A800_80 -> MigModels.A100_80;
                case A100_40 -> MigModels.A100_40;
                case GH200_144 -> MigModels.GH200_144;
                case GH200, H20, H100_96 -> MigModels.H100_96;
                case GB300 -> MigModels.GB300;
                case GB200 -> MigModels.GB200;
                case B300 -> MigModels.B300;
                case B200 -> MigModels.B200;
                case H200 -> MigModels.H200;
                case H100_94 -> MigModels.H100_94;
                case H100_80, H800 -> MigModels.H100_80;
            };
        }
    }
}
