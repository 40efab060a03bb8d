package dev.kerf.sim.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A day of one GPU and the services on it, request by request. Requests come as a Poisson process whose rate follows the
 * day, and each service answers its own one after the other. Services that have work at the same time take turns, so that
 * each gets the same part of what the GPU delivers (generalised processor sharing: Parekh and Gallager, IEEE/ACM
 * Transactions on Networking 1993).
 */
public final class SharedGpu {
    /** What two or more services together get of a GPU that takes turns, as a part of what one alone gets. */
    private final double efficiency;

    private final List<Service> services;
    private final double begin;
    private final List<Deque<Request>> queues = new ArrayList<>();
    private final double[] next;
    /** Requests a second at the most, of each service. */
    private final double[] highest;

    private final SplittableRandom random;
    private final Waits waits = new Waits();
    private static final double DAY = 86_400;
    private static final double ROUND_TRIP = 0.005;
    /** Less than a second of a day can tell apart. */
    private static final double NOTHING = 1e-9;

    private static final class Request {
        final double came;
        double left;

        Request(double came, double left) {
            this.came = came;
            this.left = left;
        }
    }

    private SharedGpu(List<Service> services, double begin, double efficiency, long seed) {
        this.services = List.copyOf(services);
        this.begin = begin;
        this.efficiency = efficiency;
        this.random = new SplittableRandom(seed);
        this.next = new double[services.size()];
        this.highest = services.stream()
                .mapToDouble(s ->
                        s.busy().stream().mapToDouble(Double::doubleValue).max().orElse(0) / s.request())
                .toArray();
        services.forEach(s -> queues.add(new ArrayDeque<>()));
    }

    /**
     * How long callers waited on one day.
     *
     * @param begin      of the day, in seconds since the beginning of 1970
     * @param efficiency above 0, at most 1
     */
    public static Waits day(List<Service> services, long begin, double efficiency, long seed) {
        SharedGpu gpu = new SharedGpu(services, begin, efficiency, seed);
        gpu.play();
        return gpu.waits;
    }

    private void play() {
        for (int i = 0; i < next.length; i++) {
            next[i] = arrival(i, 0);
        }
        double now = 0;
        while (now < DAY) {
            int coming = coming();
            double until = Math.min(DAY, next[coming]);
            now = work(now, until);
            if (now >= until && until < DAY) {
                queues.get(coming).add(new Request(now, length(coming)));
                next[coming] = arrival(coming, now);
            }
        }
    }

    private int coming() {
        int first = 0;
        for (int i = 1; i < next.length; i++) {
            first = next[i] < next[first] ? i : first;
        }
        return first;
    }

    /** Works until then, or until a request is answered; returns when that was. */
    private double work(double now, double until) {
        int active = 0;
        double shortest = Double.POSITIVE_INFINITY;
        for (Deque<Request> queue : queues) {
            if (!queue.isEmpty()) {
                active++;
                shortest = Math.min(shortest, queue.getFirst().left);
            }
        }
        if (active == 0) {
            return until;
        }
        double rate = (active == 1 ? 1 : efficiency) / active;
        double end = Math.min(until, now + shortest / rate);
        double done = (end - now) * rate;
        queues.forEach(queue -> advance(queue, done, end));
        return end;
    }

    private void advance(Deque<Request> queue, double done, double now) {
        if (!queue.isEmpty()) {
            Request first = queue.getFirst();
            first.left -= done;
            if (first.left <= NOTHING) {
                queue.removeFirst();
                waits.add(now - first.came + ROUND_TRIP);
            }
        }
    }

    /** The time of the next request, by thinning (Lewis and Shedler, Naval Research Logistics 1979). */
    private double arrival(int service, double now) {
        Service of = services.get(service);
        double most = highest[service];
        double at = now;
        while (at < DAY && most > 0) {
            at -= Math.log(1 - random.nextDouble()) / most;
            if (at < DAY && random.nextDouble() * most <= of.busyAt(begin + at) / of.request()) {
                return at;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Requests differ as texts do: an Erlang time of four phases. */
    private double length(int service) {
        double sum = 0;
        for (int phase = 0; phase < 4; phase++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return sum / 4 * services.get(service).request();
    }

    /** How long callers waited, in seconds. */
    public static final class Waits {
        private double[] seconds = new double[1024];
        private int count;

        void add(double wait) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, count * 2);
            }
            seconds[count] = wait;
            count++;
        }

        /** The waits of several GPUs together. */
        public static Waits of(List<Waits> all) {
            Waits sum = new Waits();
            all.forEach(waits -> Arrays.stream(waits.seconds, 0, waits.count).forEach(sum::add));
            return sum;
        }

        public int count() {
            return count;
        }

        /** The mean, in seconds; 0 where nobody called. */
        public double mean() {
            return count == 0 ? 0 : Arrays.stream(seconds, 0, count).sum() / count;
        }

        /** What so many of the waits stay below, in seconds; 0 where nobody called. */
        public double quantile(double part) {
            double[] sorted = Arrays.copyOf(seconds, count);
            Arrays.sort(sorted);
            return count == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(part * count) - 1)];
        }
    }
}
