package dev.kerf.fakecluster.api;

import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store.Snapshot;
import dev.kerf.fakecluster.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Long lists given away in pages. All pages of a list show one moment; only so many lists are kept open, and who comes back
 * to one that is not gets 410 and lists anew.
 */
final class Pages {
    private static final int OPEN = 64;
    private static final Pattern TOKEN = Pattern.compile("(\\d+)-(\\d+)");
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Snapshot> open = new LinkedHashMap<>();

    /** A part of a list. */
    record Page(long revision, List<Stored> objects, String more, int remaining) {}

    /** @param limit 0: all */
    synchronized Page first(Snapshot all, int limit) {
        if (limit <= 0 || all.objects().size() <= limit) {
            return new Page(all.revision(), all.objects(), "", 0);
        }
        long number = numbers.incrementAndGet();
        open.put(number, all);
        if (open.size() > OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        return page(number, all, 0, limit);
    }

    synchronized Page next(String token, int limit) {
        Matcher matcher = TOKEN.matcher(decoded(token));
        if (!matcher.matches()) {
            throw Refusal.badRequest("continue key is not valid: " + token);
        }
        long number = Long.parseLong(matcher.group(1));
        Snapshot all = open.get(number);
        if (all == null) {
            throw Refusal.expired(
                    "The provided continue parameter is too old to display a consistent list result. You can"
                            + " start a new list without the continue parameter.");
        }
        int from = Math.min(Integer.parseInt(matcher.group(2)), all.objects().size());
        return page(number, all, from, limit <= 0 ? all.objects().size() : limit);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }

    private Page page(long number, Snapshot all, int from, int limit) {
        int to = Math.min(from + limit, all.objects().size());
        int remaining = all.objects().size() - to;
        if (remaining == 0) {
            return new Page(all.revision(), all.objects().subList(from, to), "", 0);
        }
        byte[] token = (number + "-" + to).getBytes(StandardCharsets.US_ASCII);
        String more = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        return new Page(all.revision(), all.objects().subList(from, to), more, remaining);
    }

    /** Every list that is open becomes too old. */
    synchronized void expire() {
        open.clear();
    }
}
