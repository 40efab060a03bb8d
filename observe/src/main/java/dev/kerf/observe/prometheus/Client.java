package dev.kerf.observe.prometheus;

import dev.kerf.observe.prometheus.Exchange.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP. May be used by many threads; no more questions are under way at once than the access allows. */
public final class Client implements Asking, AutoCloseable {
    /** An answer is not cut into pieces of fewer steps than this. */
    private static final int FEWEST = 12;

    private final Access access;
    private final HttpClient http;
    private final Exchange exchange;
    private final Semaphore turns;
    private final Pauses pauses;
    private final InstantSource clock;
    private final Set<String> warnings = new ConcurrentSkipListSet<>();
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean victoria;
    private volatile @Nullable Dialect found;

    /** How one waits. */
    @FunctionalInterface
    interface Pauses {
        void pause(Duration time) throws InterruptedException;
    }

    public Client(Access access) {
        this(access, Thread::sleep, InstantSource.system());
    }

    Client(Access access, Pauses pauses, InstantSource clock) {
        this.access = access;
        this.pauses = pauses;
        this.clock = clock;
        this.found = access.dialect();
        this.turns = new Semaphore(access.patience().atOnce());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(access.patience().connect());
        @Nullable SSLContext trust = Trusting.of(access);
        if (trust != null) {
            builder.sslContext(trust);
        }
        this.http = builder.build();
        this.exchange = new Exchange(http, access, this::seen);
    }

    @Override
    public String name() {
        return access.address().toString();
    }

    @Override
    public Answer range(String query, Range range) {
        if (range.count() == 0) {
            return new Answer(range, List.of());
        }
        Question question = Question.query("query_range", query)
                .and("start", range.moment(1))
                .and("end", range.end())
                .and("step", Question.seconds(range.step().toMillis()))
                .and(dialect().parameters());
        return switch (ask(question, json -> Data.matrix(json, range))) {
            case Outcome.Answered<List<Series>> answered -> new Answer(range, data(answered));
            case Outcome.TooMuch<List<Series>> much when range.count() >= 2 * FEWEST -> halved(query, range);
            case Outcome.TooMuch<List<Series>> much -> throw much.because();
            case Outcome.Never<List<Series>> never -> throw never.because();
            case Outcome.Again<List<Series>> again -> throw again.because();
        };
    }

    private Answer halved(String query, Range range) {
        int middle = range.count() / 2;
        return Joining.together(
                range, range(query, range.part(0, middle)), range(query, range.part(middle, range.count())));
    }

    @Override
    public List<Sample> instant(String query, Instant moment) {
        return wanted(
                Question.query("query", query).and("time", moment).and(dialect().parameters()), Data::samples);
    }

    @Override
    public List<Labels> series(String selector, Instant from, Instant to) {
        return wanted(Question.matching("series", selector, from, to), Data::sets);
    }

    @Override
    public Set<String> values(String label, String selector, Instant from, Instant to) {
        Question question = Question.matching("label/" + label + "/values", selector, from, to)
                .got();
        return new TreeSet<>(wanted(question, Envelope::texts));
    }

    /** What it is: as it was told, or as its answers show. */
    public Dialect dialect() {
        @Nullable Dialect known = found;
        if (known == null) {
            known = detected();
            found = known;
        }
        return known;
    }

    /** VictoriaMetrics names its host in each answer; Thanos alone knows its stores. */
    private Dialect detected() {
        boolean stores = answers("stores");
        return victoria ? Dialect.VICTORIA_METRICS : stores ? Dialect.THANOS : Dialect.PROMETHEUS;
    }

    private boolean answers(String call) {
        Question question = new Question(call, java.util.Map.of(), false);
        Outcome<Boolean> outcome = ask(question, json -> {
            json.skipChildren();
            return true;
        });
        return switch (outcome) {
            case Outcome.Answered<Boolean> answered -> true;
            case Outcome.TooMuch<Boolean> much -> false;
            case Outcome.Never<Boolean> never when never.because().ofTheQuestion() -> false;
            case Outcome.Never<Boolean> never -> throw never.because();
            case Outcome.Again<Boolean> again -> throw again.because();
        };
    }

    private <T> T wanted(Question question, Envelope.Data<T> reader) {
        return switch (ask(question, reader)) {
            case Outcome.Answered<T> answered -> data(answered);
            case Outcome.TooMuch<T> much -> throw much.because();
            case Outcome.Never<T> never -> throw never.because();
            case Outcome.Again<T> again -> throw again.because();
        };
    }

    private <T> T data(Outcome.Answered<T> answered) {
        // Prometheus 2.5x writes remarks on the query among the warnings.
        answered.content().warnings().stream()
                .filter(warning -> !warning.startsWith("PromQL "))
                .forEach(warnings::add);
        return java.util.Objects.requireNonNull(answered.content().data());
    }

    /** Until it is answered, refused, or the tries are used up. */
    private <T> Outcome<T> ask(Question question, Envelope.Data<T> reader) {
        for (int failed = 1; ; failed++) {
            Outcome<T> outcome = inTurn(question, reader);
            boolean again = outcome instanceof Outcome.Again<T>
                    && failed < access.patience().tries();
            if (!again || !waited(failed, ((Outcome.Again<T>) outcome).wished())) {
                return outcome;
            }
        }
    }

    private <T> Outcome<T> inTurn(Question question, Envelope.Data<T> reader) {
        turns.acquireUninterruptibly();
        try {
            return exchange.ask(question, reader);
        } finally {
            turns.release();
        }
    }

    private boolean waited(int failed, Duration wished) {
        try {
            double dice = RandomGenerator.getDefault().nextDouble();
            pauses.pause(access.patience().wait(failed, dice, wished));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void seen(HttpHeaders headers) {
        headers.firstValue("X-Server-Hostname").ifPresent(host -> victoria = true);
        headers.firstValue("Date").ifPresent((Consumer<String>) this::compared);
    }

    private void compared(String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ahead = Duration.between(clock.instant(), theirs);
        } catch (DateTimeParseException none) {
            // A date in another form tells nothing of the clock.
        }
    }

    @Override
    public Set<String> warnings() {
        return new TreeSet<>(warnings);
    }

    @Override
    public Duration ahead() {
        return ahead;
    }

    @Override
    public void close() {
        http.close();
    }
}
