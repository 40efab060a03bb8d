package dev.kerf.kube.schedule;

/** Rung when something changed; whoever waits for it goes on, and one that rang while nobody waited is not lost. */
final class Bell {
    private boolean rung;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /**
     * Waits until it is rung, but no longer than so many nanoseconds.
     *
     * @return whether it was
     */
    synchronized boolean await(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; !rung && left > 0; left = end - System.nanoTime()) {
            long millis = left / 1_000_000;
            wait(millis, (int) (left % 1_000_000));
        }
        boolean was = rung;
        rung = false;
        return was;
    }
}
