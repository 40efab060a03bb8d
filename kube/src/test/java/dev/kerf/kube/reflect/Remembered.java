package dev.kerf.kube.reflect;

import dev.kerf.objects.read.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink that remembers what is there, by {@code NAMESPACE/NAME}, with the label {@code v} of each. */
final class Remembered implements Sink {
    final Map<String, String> there = new ConcurrentSkipListMap<>();
    final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final AtomicInteger lists = new AtomicInteger();

    @Override
    public void put(Item item) {
        there.put(key(item), item.root().at("metadata", "labels", "v").text());
    }

    @Override
    public void remove(Item item) {
        there.remove(key(item));
    }

    private static String key(Item item) {
        return item.namespace() + "/" + item.name();
    }

    @Override
    public void retain(String kind, Set<String> names) {
        there.keySet().retainAll(names);
    }

    @Override
    public void synced(String kind) {
        lists.incrementAndGet();
    }

    @Override
    public void unreadable(String kind, boolean forbidden) {
        unreadable.add(kind + (forbidden ? " forbidden" : " missing"));
    }

    List<String> names() {
        return new ArrayList<>(there.keySet());
    }

    int lists() {
        return lists.get();
    }
}
