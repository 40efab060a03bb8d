package dev.kerf.objects.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.price.Priced;
import dev.kerf.objects.read.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit injects it
    private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("prices.yaml"), text).toString();
    }

    private static Price known(PriceBook book, String model, String instance) {
        Priced priced = book.of(new Asset(model, instance, Map.of()));
        assertThat(priced).isInstanceOf(Priced.Known.class);
        return ((Priced.Known) priced).price();
    }

    @ParameterizedTest
    @CsvSource({
        "p4de.24xlarge,3.4309",
        "p5.48xlarge,6.8800",
        "g6.xlarge,0.8048",
        "a3-highgpu-8g,11.0612",
        "Standard_ND96isr_H100_v5,12.2900"
    })
    void theListPricesAreThoseOfTheirSources(String instance, String perGpu) {
        assertThat(known(PriceFile.listPrices(), "", instance).perGpu()).hasToString(perGpu);
    }

    @Test
    void everyListPriceSaysWhereItIsFromAndWhen() {
        PriceBook list = PriceFile.listPrices();
        assertThat(list.version()).isEqualTo("list-2026-08");
        assertThat(list.offers()).hasSize(45).allSatisfy(offer -> {
            assertThat(offer.instance()).isNotEmpty();
            assertThat(offer.price().origin().source()).isNotEmpty();
            assertThat(offer.price().origin().date()).isBetween("2026-06-01", "2026-08-31");
        });
        assertThat(list.offers().stream().map(o -> o.instance()).distinct()).hasSize(45);
    }

    @Test
    void aModelByItselfHasNoListPrice() {
        assertThat(PriceFile.listPrices().of(new Asset("NVIDIA-H100-80GB-HBM3", "", Map.of())))
                .isInstanceOf(Priced.Unknown.class);
    }

    @Test
    void whatPeopleWriteGoesBeforeTheList() throws IOException {
        PriceBook ours = PriceFile.read(file("""
                version: contract-7
                currency: USD
                prices:
                - model: H100
                  gpu: 2.85
                  basis: contract
                  source: purchasing
                  date: 2026-10-01
                """));
        PriceBook book = ours.over(PriceFile.listPrices());
        assertThat(known(book, "NVIDIA-H100-80GB-HBM3", "p5.48xlarge").perGpu()).hasToString("2.8500");
        assertThat(known(book, "NVIDIA-L4", "g6.xlarge").perGpu()).hasToString("0.8048");
        assertThat(book.version()).isEqualTo("contract-7 over list-2026-08");
    }

    @Test
    void whatIsWrongIsNamedByFileLineAndField() throws IOException {
        String price = "currency: USD\nprices:\n- model: H100\n  gpu: 1\n  basis: b\n  source: s\n  date: 2026-10-01\n";
        assertRefused(price.replace("gpu: 1", "gpu: cheap"), ":4: ", "prices[0].gpu: “cheap” is no price");
        assertRefused(price.replace("gpu: 1", "gpu: -1"), ":4: ", "“-1” is no price");
        assertRefused(price.replace("gpu: 1", "cpu: 1"), ":4: ", "prices[0].cpu: is not known; there are basis, ");
        assertRefused(price.replace("gpu: 1", "node: 1"), "prices[0].gpus: is missing");
        assertRefused(price.replace("gpu: 1", "gpu: 1\n  gpus: 2"), "goes with node");
        assertRefused(price.replace("gpu: 1", "gpu: 1\n  node: 2"), "either gpu");
        assertRefused(price.replace("2026-10-01", "yesterday"), ":7: ", "“yesterday” is no date");
        assertRefused(price.replace("  source: s\n", ""), "prices[0].source: is missing");
        assertRefused(price.replace("USD", "dollars"), ":1: ", "currency: “dollars” is no currency");
        assertRefused(price.replace("model: H100", "note: H100"), "says not what it is for");
        assertRefused("prices: [", "prices.yaml");
    }

    private void assertRefused(String text, String... words) throws IOException {
        String file = file(text);
        assertThatThrownBy(() -> PriceFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("prices.yaml");
    }
}
