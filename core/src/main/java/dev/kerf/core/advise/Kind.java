package dev.kerf.core.advise;

/** What an advice is about: the entries of the catalogue, by the numbers they have there. */
public enum Kind {
    R01("idle GPUs"),
    R02("loaded, no traffic"),
    R03("more GPUs asked than used"),
    R04("a smaller part of a GPU does"),
    R05("a larger part of a GPU is needed"),
    R06("a whole GPU where a part does"),
    R07("a smaller MIG profile does"),
    R08("another way of sharing"),
    R09("another MIG layout"),
    R10("a smaller card does"),
    R12("a GPU that waits for CPU"),
    R13("GPUs stranded without CPU or memory"),
    R14("CPU work on a GPU node"),
    R15("a node that can be emptied"),
    R16("room for a gang by moving"),
    R19("an engine's memory"),
    R20("an unhealthy GPU"),
    R22("a gang that wastes its GPUs"),
    R24("capacity to come"),
    R25("costs that cannot be told"),
    R27("a mis-shaped request");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** Whether it is followed to save; else it makes something run, or keeps it from failing, and no saving is too small. */
    public boolean isForMoney() {
        return switch (this) {
            case R05, R12, R19, R20, R27 -> false;
            default -> true;
        };
    }

    /** In a few words. */
    public String title() {
        return title;
    }
}
