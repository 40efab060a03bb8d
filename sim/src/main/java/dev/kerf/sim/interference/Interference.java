package dev.kerf.sim.interference;

/**
 * What models that share a card cost each other, from what bounds them.
 *
 * <p>A step that makes one token for each of n requests reads all weights and what is kept of every token so far: R(n) =
 * (weights + n × kept) ÷ bandwidth reached. Beyond that each request costs a little, and the host cannot start steps faster than it
 * can: alone a step takes S(n) = max(least, R(n) + n × each). A prompt is bound by arithmetic: P = operations ÷ operations reached. With n
 * requests at a time, each followed by the next, one takes n × P + (answer − 1) × S(n), since every other one's prompt
 * holds up its answer once.
 *
 * <p><em>On parts of the multiprocessors</em> prompts take P ÷ part. Steps run at once, but the weights of each model are read by
 * itself: a step takes as long as all models' reading together, if that is longer than it takes alone. No division of
 * multiprocessors changes that. <em>In turns</em> steps and prompts of all follow each other, the host's waits included, since the
 * card waits with whoever has its turn; a part of the time is lost by switching.
 *
 * <p>A smaller part of the memory is a smaller cache: prompts that come again after longer than it reaches are computed again. That is
 * how the time to the first token becomes four times as long where the card is only halved. It is our reading of the figures; their
 * source does not say so.
 *
 * <p>Checked against the figures of "Interpreting GPU Sharing Results" (NVIDIA Dynamo documentation, 8 × A100 of 40 GB, Qwen3-4B,
 * prompts of 2048 and answers of 256 tokens), which call themselves illustrative.
 */
public final class Interference {
    private final Card card;
    private final LanguageModel model;
    private final Engine engine;
    private final Requests requests;

    public Interference(Card card, LanguageModel model, Engine engine, Requests requests) {
        this.card = card;
        this.model = model;
        this.engine = engine;
        this.requests = requests;
    }

    /** A model that has the card to itself, with so many requests at a time. */
    public Speed alone(int at) {
        double prompt = prompt(1);
        double step = alone(at, 1);
        double one = at * prompt + (requests.answer() - 1) * step;
        return new Speed(at * requests.answer() / one, step, prompt + waiting(at, step));
    }

    /**
     * So many copies of the model on one card.
     *
     * @param models how many, at least 2; each has the same part of the card
     * @param at     requests at a time, of each of them
     */
    public Speed shared(Sharing sharing, int models, int at) {
        double part = 1.0 / models;
        double prompt =
                switch (sharing) {
                    case TURNS -> prompt(part) * models * (1 + engine.switching());
                    case PARTS -> prompt(part) / part;
                };
        double step =
                switch (sharing) {
                    case TURNS -> models * Math.max(engine.step(), reading(at, 1)) * (1 + engine.switching());
                    case PARTS -> Math.max(alone(at, part), models * reading(at, 1));
                };
        double one = at * prompt + (requests.answer() - 1) * step;
        return new Speed(models * at * requests.answer() / one, step, prompt + waiting(at, step));
    }

    /** The first token waits for half a step of the others. */
    private static double waiting(int at, double step) {
        return at > 1 ? step / 2 : 0;
    }

    /** A step by itself on a part of the multiprocessors, in seconds. */
    private double alone(int at, double part) {
        return Math.max(engine.step(), reading(at, part) + at * engine.each());
    }

    /** What a step reads, in seconds. */
    private double reading(int at, double part) {
        double kept = at * model.perToken() * (requests.prompt() + requests.answer() / 2.0);
        double reached = card.bandwidth() * engine.reading() * Math.min(1, part / engine.knee());
        return (model.weights() + kept) / reached;
    }

    /** A prompt on the whole card, in seconds, where the model has this part of its memory. */
    private double prompt(double part) {
        double whole = model.operations(requests.prompt()) / (card.flops() * engine.computing());
        return cache(part) >= requests.until() ? whole * (1 - requests.again()) : whole;
    }

    /** Tokens that the model's cache holds where it has this part of the memory. */
    public double cache(double part) {
        return (card.memory() * engine.given() * part - model.weights() - engine.apart()) / model.perToken();
    }
}
