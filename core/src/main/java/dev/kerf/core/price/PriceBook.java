package dev.kerf.core.price;

import java.util.ArrayList;
import java.util.List;

/**
 * Offers, the first that covers an asset being its price.
 *
 * @param version  what it calls itself; of a book over another, both
 * @param currency of all its offers
 */
public record PriceBook(String version, String currency, List<Offer> offers) {
    public PriceBook {
        offers = List.copyOf(offers);
        if (offers.stream().anyMatch(o -> !o.price().currency().equals(currency))) {
            throw new IllegalArgumentException("a book of prices in " + currency + " has prices in another currency");
        }
    }

    /** The price of an asset, if the book has one. */
    public Priced of(Asset asset) {
        return offers.stream()
                .filter(offer -> offer.covers(asset))
                .findFirst()
                .<Priced>map(offer -> new Priced.Known(offer.price()))
                .orElseGet(() -> new Priced.Unknown(asset));
    }

    /** This book where it has a price, else the other one; in another currency it has none, since there is no rate here. */
    public PriceBook over(PriceBook other) {
        if (!currency.equals(other.currency)) {
            return this;
        }
        List<Offer> all = new ArrayList<>(offers);
        all.addAll(other.offers);
        return new PriceBook(version + " over " + other.version, currency, all);
    }
}
