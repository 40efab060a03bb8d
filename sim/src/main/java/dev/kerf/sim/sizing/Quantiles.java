package dev.kerf.sim.sizing;

import java.util.List;

/**
 * A distribution, given by some of its quantiles and straight lines between them.
 *
 * @param points by the part that lies below, 0 to 1; none is missing at the ends
 */
record Quantiles(List<Point> points) {
    Quantiles {
        points = List.copyOf(points);
    }

    /** So much lies at the value or below. */
    record Point(double part, double value) {}

    double at(double part) {
        for (int i = 1; i < points.size(); i++) {
            Point below = points.get(i - 1);
            Point above = points.get(i);
            if (part <= above.part()) {
                double way = above.part() - below.part();
                double along = way == 0 ? 1 : (part - below.part()) / way;
                return below.value() + along * (above.value() - below.value());
            }
        }
        return points.getLast().value();
    }
}
