package dev.kerf.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Gpus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The golden numbers are an enumeration made by another program from NVIDIA's table of places. */
class GeometriesTest {
    private static final MigModel A100 = MigModels.A100_40;

    @Test
    void anA100CanBeCutIn298WaysOfWhich19TakeNothingMore() {
        assertThat(Geometries.all(A100, A100.plain())).hasSize(298);
        assertThat(Geometries.kinds(Geometries.all(A100, A100.plain()))).hasSize(38);
        assertThat(Geometries.maximal(A100, A100.plain())).hasSize(19);
        assertThat(Geometries.kinds(Geometries.maximal(A100, A100.plain())))
                .hasSize(14)
                .contains("7g.40gb", "4g.20gb + 3g.20gb", "3g.20gb + 3g.20gb", "4g.20gb + 2g.10gb + 1g.5gb");
    }

    @Test
    void withDoubleMemoryThereAre723() {
        assertThat(Geometries.all(A100, A100.withoutMedia())).hasSize(723);
        assertThat(Geometries.kinds(Geometries.all(A100, A100.withoutMedia()))).hasSize(78);
        assertThat(Geometries.maximal(A100, A100.withoutMedia())).hasSize(78);
        assertThat(Geometries.kinds(Geometries.maximal(A100, A100.withoutMedia())))
                .hasSize(38);
    }

    @Test
    void anA30CanBeCutIn26Ways() {
        MigModel a30 = MigModels.A30;
        assertThat(Geometries.all(a30, a30.plain())).hasSize(26);
        assertThat(Geometries.kinds(Geometries.all(a30, a30.plain()))).hasSize(10);
        assertThat(Geometries.maximal(a30, a30.plain())).hasSize(5);
        assertThat(Geometries.kinds(Geometries.maximal(a30, a30.plain())))
                .containsExactlyInAnyOrder(
                        "4g.24gb",
                        "2g.12gb + 2g.12gb",
                        "2g.12gb + 1g.6gb + 1g.6gb",
                        "1g.6gb + 1g.6gb + 1g.6gb + 1g.6gb");
    }

    @Test
    void allModelsOfEightSlicesAreCutAlikeAndOnlyOneInstanceHasMediaEngines() {
        for (MigModel model : MigModels.ALL) {
            if (model.slices() == 8) {
                assertThat(Geometries.all(model, model.withoutMedia()))
                        .as(model.name())
                        .hasSize(723);
            }
            assertThat(Geometries.all(model, model.profiles()))
                    .allMatch(
                            set -> set.stream().filter(i -> i.profile().media()).count() <= 1);
        }
    }

    @Test
    void namesAreThoseOfTheGuide() {
        assertThat(MigModels.H200.profiles())
                .extracting(MigProfile::name)
                .containsExactly("1g.18gb", "1g.18gb+me", "1g.35gb", "2g.35gb", "3g.71gb", "4g.71gb", "7g.141gb");
        assertThat(MigModels.B200.profiles()).extracting(MigProfile::resource).contains("nvidia.com/mig-1g.23gb.me");
        assertThat(MigProfile.named("nvidia.com/mig-1g.23gb.me")).isEqualTo("1g.23gb+me");
        assertThat(MigProfile.named("nvidia.com/gpu")).isEmpty();
    }

    @Test
    void aProfileNeverHasMoreMemoryThanItsPartOfTheCard() {
        for (MigModel model : MigModels.ALL) {
            MigProfile all = model.profiles().getLast();
            assertThat(model.profiles())
                    .as(model.name())
                    .allMatch(p ->
                            p.memory().count() <= all.memory().count() * (double) p.size() / model.slices() * 1.01);
        }
    }

    @Test
    void productsAreKnownByNameAndMemory() {
        assertThat(of("NVIDIA-A100-SXM4-40GB", 40)).isEqualTo("A100-40GB");
        assertThat(of("A100-SXM4-80GB", 79)).isEqualTo("A100-80GB");
        assertThat(of("NVIDIA-H100-80GB-HBM3", 79)).isEqualTo("H100-80GB");
        assertThat(of("NVIDIA-H100-NVL", 93)).isEqualTo("H100-94GB");
        assertThat(of("NVIDIA-H200", 140)).isEqualTo("H200-141GB");
        assertThat(of("NVIDIA-GH200-480GB", 95)).isEqualTo("H100-96GB");
        assertThat(of("NVIDIA-B200", 179)).isEqualTo("B200-180GB");
        assertThat(MigModels.of(new Gpus("NVIDIA-L4", Bytes.ofGib(22), 1))).isNull();
    }

    private static String of(String product, long gib) {
        return Objects.requireNonNull(MigModels.of(new Gpus(product, Bytes.ofGib(gib), 8)))
                .name();
    }

    @Test
    void aCardWithAThreeAtTheBeginningTakesNoFour() {
        MigProfile three = Objects.requireNonNull(A100.profile("3g.20gb"));
        MigProfile four = Objects.requireNonNull(A100.profile("4g.20gb"));
        assertThat(A100.legal(List.of(new MigInstance(three, 0), new MigInstance(four, 0))))
                .isFalse();
        assertThat(A100.legal(List.of(new MigInstance(three, 4), new MigInstance(four, 0))))
                .isTrue();
        assertThat(Geometries.open(A100, List.of(new MigInstance(three, 4))))
                .isGreaterThan(Geometries.open(A100, List.of(new MigInstance(three, 0))));
    }
}
