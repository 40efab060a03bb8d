package dev.kerf.objects.share;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A queue's object as effects know it.
 *
 * @param name   its name
 * @param uid    empty where it was not read from a server
 * @param status as the server shows it: maps by text, lists, texts and numbers; null: none
 */
public record QueueObject(String name, String uid, @Nullable Object status) {
    static QueueObject of(Item item) {
        Field uid = item.root().at("metadata", "uid");
        SequencedMap<String, @Nullable Object> tree = item.tree();
        return new QueueObject(item.name(), uid.text(), tree.get("status"));
    }
}
