package dev.kerf.sim.sizing;

import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Requests to a language model as Azure published an hour of them (Patel et al., ISCA 2024): tokens by minute, of which
 * one that is read costs a tenth of one that is written. Five minutes drawn from the hour make a value, around a level of
 * each service that is made up: so much of a GPU by day, less at night and on two days of seven.
 */
record AzureShape(ShapeFolder folder) implements Shape {
    private static final int MINUTES = 57;
    private static final int DRAWN = 5;
    private static final double READ = 0.1;
    private static final double NIGHT = 0.15;
    private static final double WEEKEND = 0.4;
    private static final int WORK_DAYS = 5;
    private static final int DAYS = 7;

    @Override
    public String name() {
        return "azure-llm-2023";
    }

    @Override
    public List<double[]> services(int count, long seed) {
        double[] hour = minutes();
        return IntStream.range(0, count)
                .mapToObj(i -> service(hour, Shape.random(seed, i)))
                .toList();
    }

    /** Tokens by minute, 1 on average. */
    private double[] minutes() {
        double[] minutes = new double[MINUTES];
        LocalDateTime[] first = new LocalDateTime[1];
        folder.lines("azure-llm-2023/AzureLLMInferenceTrace_code.csv.gz", line -> {
            LocalDateTime moment = LocalDateTime.parse(line.apply("TIMESTAMP").replace(' ', 'T'));
            first[0] = first[0] == null ? moment : first[0];
            long minute = java.time.Duration.between(first[0], moment).toMinutes();
            if (minute >= 0 && minute < MINUTES) {
                minutes[(int) minute] += READ * line.number("ContextTokens") + line.number("GeneratedTokens");
            }
            return line;
        });
        double mean = java.util.Arrays.stream(minutes).average().orElse(1);
        return java.util.Arrays.stream(minutes).map(tokens -> tokens / mean).toArray();
    }

    private static double[] service(double[] minutes, SplittableRandom random) {
        double level = 0.05 + 0.25 * random.nextDouble();
        double morning = 0.2 * random.nextDouble();
        double[] values = new double[Trial.LENGTH];
        for (int i = 0; i < values.length; i++) {
            int start = random.nextInt(MINUTES - DRAWN);
            double tokens = java.util.Arrays.stream(minutes, start, start + DRAWN)
                    .average()
                    .orElse(0);
            values[i] = Math.min(1, level * tokens * day(i, morning));
        }
        return values;
    }

    private static double day(int index, double morning) {
        double hour = index % Trial.DAY / (double) Trial.DAY;
        double sun = Math.max(0, Math.sin(Math.PI * (hour - morning)));
        boolean works = index / Trial.DAY % DAYS < WORK_DAYS;
        return NIGHT + (1 - NIGHT) * sun * sun * (works ? 1 : WEEKEND);
    }
}
