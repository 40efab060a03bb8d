package dev.kerf.sim.interference;

/**
 * An inference engine, by few constants that say how near it comes to what the card could do. For {@link #VLLM} five were fitted by hand to the figures {@link Interference} names: step, each and reading to those of
 * one model alone, computing to its time to the first token, switching to those of turns. Those of parts had no say.
 *
 * @param reading   of the memory's bandwidth it reaches, 0 to 1
 * @param computing of the card's operations a prompt reaches, 0 to 1
 * @param step      the least time of a step, in seconds: the host cannot start the next one earlier
 * @param each      time of a step for each request beyond reading, in seconds: sampling and the host's own work
 * @param given     of the card's memory it takes, 0 to 1
 * @param apart     bytes of it for neither weights nor cache
 * @param switching of the time lost where contexts take turns, 0 to 1
 * @param knee      the part of the multiprocessors that is enough to read memory as fast as all
 */
public record Engine(
        double reading,
        double computing,
        double step,
        double each,
        double given,
        double apart,
        double switching,
        double knee) {
    /** vLLM as it was measured, see {@link Interference}. */
    public static final Engine VLLM = new Engine(0.79, 0.58, 8.6e-3, 0.24e-3, 0.9, 1.5e9, 0.15, 0.5);
}
