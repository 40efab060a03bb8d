package dev.kerf.objects.price;

import dev.kerf.core.price.Offer;
import dev.kerf.core.price.PriceBook;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A price book in a file: {@code version}, {@code currency} and a list of {@code prices} ({@link OfferForm}). One wrong
 * word makes the whole file unusable: a price that was left out in silence would be somebody else's.
 */
public final class PriceFile {
    private static final Set<String> NAMES = Set.of("version", "currency", "prices");
    private static final int CURRENCY_LETTERS = 3;

    private PriceFile() {}

    /** The list prices that come with Kerf, by type of machine. */
    public static PriceBook listPrices() {
        try (InputStream in = Objects.requireNonNull(PriceFile.class.getResourceAsStream("list-prices.yaml"))) {
            return read(Input.STDIN, in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a book.
     *
     * @throws InputException naming file, line and field of what cannot be used
     */
    public static PriceBook read(String file) {
        return read(file, InputStream.nullInputStream());
    }

    /** Reads a book from a file, or from the stream where the file is {@code -}. */
    static PriceBook read(String file, InputStream stdin) {
        List<Item> items = new ArrayList<>();
        List<Warning> problems = new ArrayList<>();
        new Input(items::add, problems::add).read(List.of(file), stdin);
        if (items.size() != 1 || !problems.isEmpty()) {
            throw new InputException(
                    problems.isEmpty()
                            ? "prices " + file + " must be one document, they are " + items.size()
                            : problems.getFirst().toString());
        }
        return book(items.getFirst());
    }

    private static PriceBook book(Item item) {
        Field root = item.root();
        OfferForm.only(NAMES, root);
        String currency = root.get("currency").text();
        if (currency.length() != CURRENCY_LETTERS || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            root.get("currency").wrong(Field.quoted(currency) + " is no currency; write its three letters, USD");
        }
        List<Offer> offers = new ArrayList<>();
        for (Field price : root.get("prices").items()) {
            Offer offer = new OfferForm(price, currency).offer();
            if (offer != null) {
                offers.add(offer);
            }
        }
        item.warnings().stream().findFirst().ifPresent(w -> {
            throw new InputException(w.toString());
        });
        String version = root.get("version").text();
        return new PriceBook(version.isEmpty() ? item.origin().file() : version, currency, offers);
    }
}
