package dev.kerf.fakecluster.telemetry;

/** How a value goes. It has no memory: the same moment gives the same value, so what was need not be kept. */
@FunctionalInterface
interface Curve {
    double at(long millis);

    /** A value that stays. */
    record Steady(double value) implements Curve {
        @Override
        public double at(long millis) {
            return value;
        }
    }

    /** A counter that grows by what a wave says, per second. */
    record Grown(Wave wave, long from) implements Curve {
        @Override
        public double at(long millis) {
            return Math.max(0, wave.sum(millis) - wave.sum(from));
        }
    }
}
